package kiosk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (d *door) putUp(m Message) (made Message, err error) {
	err = d.try(func(tx *ledger.Tx) (err error) { made, err = PutUp(tx, m); return err })
	return made, err
}

func (d *door) texts(office catalogue.OfficeID, date calendar.Date) (texts []string) {
	d.Helper()
	d.do(func(tx *ledger.Tx) error {
		all, err := Messages(tx, office, date)
		for _, m := range all {
			texts = append(texts, m.Text)
		}
		return err
	})
	return texts
}

func TestMessagesStandWhereAndAsLongAsTheyShould(t *testing.T) {
	d := newDoor(t)
	first, err := d.putUp(Message{Text: "  Morgen   gesloten ", Icon: "clock", Until: tuesday})
	if err != nil || first.Text != "Morgen gesloten" {
		t.Fatalf("%+v %v", first, err)
	}
	d.pass(time.Second)
	if _, err := d.putUp(Message{Text: "Alleen hier", Office: "hal", Until: tuesday + 2}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		office catalogue.OfficeID
		date   calendar.Date
		want   string
	}{{"hal", tuesday, "Alleen hier|Morgen gesloten"}, {"bus", tuesday, "Morgen gesloten"}, {"hal", tuesday + 1, "Alleen hier"}, {"", tuesday, "Alleen hier|Morgen gesloten"}, {"hal", tuesday + 3, ""}} {
		if got := strings.Join(d.texts(c.office, c.date), "|"); got != c.want {
			t.Errorf("at %s on %s: %q, want %q", c.office, c.date, got, c.want)
		}
	}
	for range 2 {
		d.do(func(tx *ledger.Tx) error { return TakeDown(tx, first.ID) })
	}
	if got := d.texts("bus", tuesday); len(got) != 0 {
		t.Errorf("after it was taken down: %v", got)
	}
}

func TestMessagesAreRefused(t *testing.T) {
	d := newDoor(t)
	good := Message{Text: "Een bericht", Until: tuesday}
	for want, spoil := range map[*ledger.Error]func(*Message){
		ErrMessageText: func(m *Message) { m.Text = strings.Repeat("x", 141) }, ErrMessageUntil: func(m *Message) { m.Until = tuesday - 1 },
		ErrMessageIcon: func(m *Message) { m.Icon = "kat" }, ErrMessagePlace: func(m *Message) { m.Office = "nergens" },
	} {
		m := good
		spoil(&m)
		if _, err := d.putUp(m); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", m, err, want)
		}
	}
	for range mostMessages {
		if _, err := d.putUp(good); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.putUp(good); !errors.Is(err, ErrMessages) {
		t.Errorf("one more: %v", err)
	}
	d.at("2026-12-02T09:00") // theirs was yesterday
	good.Until++
	if _, err := d.putUp(good); err != nil {
		t.Errorf("on the next day: %v", err)
	}
}
