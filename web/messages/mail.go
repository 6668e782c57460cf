package messages

import (
	"context"
	"strings"
)

// Mail is a message as it leaves the house.
type Mail struct {
	ID       string // what stands between < and > in Message-ID
	House    string // whom it is from, as shown beside the address
	To       string
	Subject  string
	Language string // "nl"
	Text     string
	Link     string // a line of Text by which its reader opens the appointment; "" where there is none
	HTML     string
	Picture  []byte // PNG of the code, which HTML names as cid:code.png; none where the appointment is off
	Calendar []byte
	Method   string // of the calendar entry: REQUEST or CANCEL
	Short    bool   // a text message: To is a number, and there is a Text alone
}

// Text is a text message as it leaves the house.
type Text struct {
	ID       string // the same however often it is sent
	To       string // as a gateway dials it: "+31612345678"
	Language string
	Text     string
	Link     string // the line of Text by which its reader opens the appointment
}

// Texter hands a text message on, as Sender does a mail.
type Texter interface {
	SendText(context.Context, Text) error
}

// Sender hands a mail on. It returns nil when the other side has taken responsibility for it,
// ErrRejected when this recipient will never take it, and any other error for another try. Its
// errors hold nothing of a person.
type Sender interface {
	Send(context.Context, Mail) error
}

// Paragraphs are the lines of the text, gathered by the empty lines between them.
func (m Mail) Paragraphs() (all [][]string) {
	for text := range strings.SplitSeq(strings.TrimSpace(m.Text), "\n\n") {
		all = append(all, strings.Split(text, "\n"))
	}
	return all
}
