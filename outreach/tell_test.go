package outreach

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// told are the messages in the outbox about the last delivery: what each says by which channel, and when it is due.
func (d *doors) told() map[string]string {
	d.Helper()
	found := map[string]string{}
	d.see(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		for _, o := range all {
			if o.Message.Subject == (Delivery{ID: d.id}).Subject() && o.Message.Template != booking.Forget {
				found[o.Message.Template] = o.Due.In(time.UTC).Format("2006-01-02T15:04")
			}
		}
		return err
	})
	return found
}

// TestWhoseDoorItIsIsTold of what was agreed, moved and called off, and a day before, by the channel that they chose; and
// nothing by none. No delivery told anybody anything before.
func TestWhoseDoorItIsIsTold(t *testing.T) {
	for channel, want := range map[contact.Channel][3][]string{
		contact.ByEmail:  {{"booked", "reminder"}, {"moved", "reminder"}, {"cancelled"}},
		contact.BySMS:    {{"booked/sms", "reminder/sms"}, {"moved/sms", "reminder/sms"}, {"cancelled/sms"}},
		contact.ByLetter: {{"booked/letter"}, {"moved/letter"}, {"cancelled/letter"}},
		contact.None:     {},
	} {
		d := newDoors(t)
		d.at("2026-11-28T12:00")
		who := doorOf
		who.Channel, who.Email = channel, "riet@voorbeeld.nl"
		check := func(step string, want []string) {
			t.Helper()
			if got := slices.Sorted(maps.Keys(d.told())); !slices.Equal(got, want) {
				t.Errorf("by %s, %s: %v, want %v", channel, step, got, want)
			}
		}
		if err := d.add("one", wishedDelivery, d.early, who); err != nil {
			t.Fatal(err)
		}
		check("planned", want[0])
		if err := errors.Join(d.change(d.late), d.change(d.late)); err != nil {
			t.Fatal(err)
		}
		check("moved", want[1])
		for template, due := range d.told() {
			if strings.HasPrefix(template, "reminder") && due != "2026-11-29T10:00" {
				t.Errorf("it is called to mind at %s", due)
			}
		}
		if err := errors.Join(d.cancel(), d.cancel()); err != nil {
			t.Fatal(err)
		}
		check("called off", want[2])
	}
}

// TestADoorThatIsForgottenIsToldNothing: what lay in the outbox goes with whom it was for, letters too; and who was helped is
// not reminded.
func TestADoorThatIsForgottenIsToldNothing(t *testing.T) {
	d := newDoors(t)
	d.at("2026-11-28T12:00")
	who := doorOf
	who.Channel, who.Email = contact.ByEmail, "riet@voorbeeld.nl"
	if err := d.add("one", wishedDelivery, d.early, who); err != nil {
		t.Fatal(err)
	}
	d.do(func(tx *ledger.Tx) error {
		_, err := booking.WriteLetter(tx, (Delivery{ID: d.id}).Subject(), booking.NotifyBooked)
		return err
	})
	d.at("2026-12-20T12:00")
	if n, err := booking.ForgetDue(context.Background(), d.ledger, d.vault); err != nil || n != 1 {
		t.Fatalf("forgot %d, %v", n, err)
	}
	if got := d.told(); len(got) > 0 {
		t.Errorf("still to be said: %v", got)
	}
	d.see(func(r ledger.Reader) error {
		letters, err := booking.Letters(r)
		if len(letters) > 0 {
			t.Errorf("letters of somebody forgotten: %v", letters)
		}
		return err
	})
	again := newDoors(t)
	again.at("2026-11-28T12:00")
	if err := errors.Join(again.add("one", wishedDelivery, again.early, who), again.end(HandedOver)); err != nil {
		t.Fatal(err)
	}
	if got := again.told(); len(got) > 0 {
		t.Errorf("who was helped is told: %v", got)
	}
}
