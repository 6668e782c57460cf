package page

import (
	"balie/booking/ledger"
	"balie/web/lang"
)

// Notice is what stands on top of a page after something happened.
type Notice struct {
	Tone     Tone
	What, Do string
}

// Bad reports whether there is a notice and it says that something is wrong: the title says so too.
func (n *Notice) Bad() bool { return n != nil && n.Tone == Bad }

// NewNotice is a notice; do may be empty.
func NewNotice(tone Tone, what, do string) *Notice { return &Notice{tone, what, do} }

// NoticeOf says an error in the reader's words, whatever it is.
func NoticeOf(w lang.Words, err error) *Notice {
	what, do := w.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	return NewNotice(Bad, what, do)
}

// Refused says a refusal on the page where the reader is, who can mend it there. What nobody can mend
// there, a ledger that is busy or damaged, stays an error.
func Refused(w lang.Words, err error) (*Notice, error) {
	if !Mendable(err) {
		return nil, err
	}
	return NoticeOf(w, err), nil
}

// Mendable reports whether whoever is refused can do something about it on the page where they are.
func Mendable(err error) bool {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound, ledger.Gone, ledger.Forbidden:
		return true
	}
	return false
}
