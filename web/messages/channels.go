package messages

import (
	"context"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// serves reports whether there is a way to send by a channel. Letters are printed by colleagues.
func (w *Worker) serves(by contact.Channel) bool {
	switch by {
	case contact.ByEmail:
		return w.Sender != nil
	case contact.BySMS:
		return w.Texts != nil
	}
	return by == contact.ByLetter
}

// served are the templates that the worker looks after: those of the channels that it can send by, and
// of the others what somebody else must say instead.
func (w *Worker) served() (templates []string) {
	for _, by := range contact.Written {
		all := booking.NotificationsBy(by)
		if !w.serves(by) {
			all = slices.DeleteFunc(all, func(t string) bool { tell, _ := booking.NotificationOf(t); return tell != booking.NotifyReschedule })
		}
		templates = append(templates, all...)
	}
	return templates
}

// list puts who cannot be told on the call list.
func (w *Worker) list(ctx context.Context, o ledger.Outgoing) error {
	return w.Ledger.Update(context.WithoutCancel(ctx), "system", func(tx *ledger.Tx) error {
		if stands, err := tx.Stands(o); err != nil || !stands {
			return err
		}
		if err := booking.ListToCall(tx, booking.AppointmentID(o.Message.Subject.ID), booking.Undelivered); err != nil {
			return err
		}
		if err := emit(tx, o, "failed", "channel"); err != nil {
			return err
		}
		return tx.Withdraw(o.Key)
	})
}

// pile puts a letter on the pile that colleagues print.
func (w *Worker) pile(ctx context.Context, about ledger.Subject, tell string) error {
	return w.Ledger.Update(context.WithoutCancel(ctx), "system", func(tx *ledger.Tx) error {
		_, err := booking.WriteLetter(tx, about, tell)
		return err
	})
}

// place is where a text message says the visit is: the first line alone.
func (s letter) place() string {
	first, _, _ := strings.Cut(s.where, ", ")
	return first
}

// short is a saying as a text message.
func (w *Worker) short(s saying, key string) Text {
	t := Text{ID: w.messageID(key, s.a.Moves), To: contact.International(s.who.Phone), Language: s.words.Tag(), Text: s.brief()}
	if !s.over() {
		t.Link = s.link
		t.Text += "\n" + t.Link
	}
	return t
}

// brief is a letter as a text message says it, without its link. It names no product: telephones lie on tables.
func (s letter) brief() string {
	words := s.words
	parts := []string{words.T("sms.from", "house", s.house, "title", s.title), s.when + ", " + s.place() + "."}
	switch {
	case s.over():
		parts = append(parts, s.overText())
	case s.asked.why != "":
		parts = append(parts, s.asked.short()...)
	default:
		parts = append(parts, strings.TrimSuffix(s.T("mail.code", "code", s.code), ".")+".")
	}
	if !s.over() {
		parts = append(parts, words.T("sms.link"))
	}
	return strings.Join(parts, " ")
}
