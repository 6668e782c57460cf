package booking

import (
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// TestMessagesFromBeforeGetTheirKind writes messages as they stood when they named an appointment only.
func TestMessagesFromBeforeGetTheirKind(t *testing.T) {
	h := newTown(t)
	a := h.mustBook(passports(1), at("hal", tuesday, "10:20"))
	old := func(template, id, reason string) ledger.Message {
		return ledger.Message{Template: template, Subject: ledger.Subject{ID: id}, Reason: reason}
	}
	messages := map[string]ledger.Message{
		"confirm":  old(templateBy(NotifyBooked, contact.BySMS), string(a.ID), "resident booked"),
		"invite":   old(templateBy(NotifyInvite, contact.ByLetter), "I", "invited"),
		"end":      old(InviteEnd, "I", "invited"),
		"forget":   old(Forget, string(a.ID), "retention"),
		"delivery": old(Forget, "D", "retention"),
		"freed":    old(Freed, "", "gendringen 2026-12-01 10:20 4"),
	}
	h.do(func(tx *ledger.Tx) error {
		for key, m := range messages {
			if err := tx.Send(tx.Now().Add(time.Hour), "old/"+key, m); err != nil {
				return err
			}
		}
		_, err := nameSubjects(tx, nil)
		return err
	})
	date, _ := calendar.ParseDate("2026-12-01")
	kinds := map[string]ledger.Kind{"confirm": contact.KindAppointment, "invite": contact.KindInvite, "end": contact.KindInvite, "forget": contact.KindAppointment, "delivery": contact.KindDelivery, "freed": KindPlace}
	h.see(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		seen := 0
		for _, o := range all {
			key, old := strings.CutPrefix(o.Key, "old/")
			if !old {
				continue
			}
			if seen++; o.Message.Subject.Kind != kinds[key] {
				t.Errorf("%s is about %q, want %q", key, o.Message.Subject.Kind, kinds[key])
			}
			if o.Key == "old/freed" {
				got, err := ledger.PayloadOf[freedPlace](o.Message)
				if want := (freedPlace{"gendringen", date, 124, 4}); err != nil || got != want {
					t.Errorf("freed place %+v, want %+v (%v)", got, want, err)
				}
			}
		}
		if seen != len(kinds) {
			t.Errorf("%d messages, want %d", seen, len(kinds))
		}
		return err
	})
}
