package messages

import (
	"context"
	"strings"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/wording"
)

// prepareProof is prepare for the code that an office asks for in a rush.
func (w *Worker) prepareProof(o ledger.Outgoing, by contact.Channel) (send func(context.Context) error, ready bool, err error) {
	key := booking.VisitKey(o.Message.Subject.ID)
	err = w.Ledger.View(func(r ledger.Reader) error {
		to, tag, ok, err := booking.ProofOf(r, w.Vault, key)
		if err != nil || !ok || to.Channel != by {
			return err
		}
		if !w.told.admits(w.Vault, booking.NotifyProof, by, to, o.Key+"/"+o.Due.String(), r.Now()) {
			return errTomorrow
		}
		ready = true
		words, err := wording.Words(r, tag, true)
		if err != nil {
			return err
		}
		id := w.messageID(o.Key+"/"+o.Due.String(), 0)
		said := proofLines(words, booking.ProofCode(w.Vault, key, to), w.house(r))
		if by == contact.BySMS {
			t := Text{ID: id, To: contact.International(to.Phone), Language: tag, Text: strings.Join(said, " ")}
			send = func(ctx context.Context) error { return w.Texts.SendText(ctx, t) }
			return nil
		}
		colour, err := colourOf(r)
		if err != nil {
			return err
		}
		page, err := dressed(proofPage(tag, words.T("letter.from", "house", w.house(r)), said), colour)
		if err != nil {
			return err
		}
		m := Mail{ID: id, To: to.Email, Subject: said[0], Language: tag, Text: strings.Join(said, "\n\n") + "\n", HTML: page}
		send = func(ctx context.Context) error { return w.Sender.Send(ctx, m) }
		return nil
	})
	return send, ready, err
}

// proofLines are what is said with the code of a rush.
func proofLines(words lang.Words, code, house string) []string {
	return []string{words.T("rush.code", "code", code), words.T("rush.code.why", "house", house)}
}
