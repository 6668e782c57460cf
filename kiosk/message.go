package kiosk

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// MessageID is a message's id.
type MessageID string

// Message is what the municipality says on queue displays, until a day is over. It names nobody.
type Message struct {
	ID     MessageID          `json:"id"`
	Text   string             `json:"text"`
	Icon   string             `json:"icon,omitempty"`   // one of Icons, "" for none
	Office catalogue.OfficeID `json:"office,omitempty"` // "" for every queue display
	Until  calendar.Date      `json:"until"`            // the last day
	Made   time.Time          `json:"made"`
}

// Icons are the pictures that a message can have.
var Icons = []string{"bus", "info-circle", "clock", "alert-triangle", "calendar-event", "heart-handshake"}

// Longest message, and how many there are at once.
const (
	maxMessage   = 140
	mostMessages = 40
	furthest     = 366 // days
)

var messages = ledger.NewTable[Message]("km:")

var (
	// ErrMessageText: a message has 3 to 140 characters.
	ErrMessageText = ledger.Refuse(ledger.Invalid, "message.text")
	// ErrMessageUntil: a message stands until a day from today to a year ahead.
	ErrMessageUntil = ledger.Refuse(ledger.Invalid, "message.until")
	// ErrMessageIcon: there is no such picture.
	ErrMessageIcon = ledger.Refuse(ledger.Invalid, "message.icon")
	// ErrMessagePlace: there is no such office.
	ErrMessagePlace = ledger.Refuse(ledger.Invalid, "message.place")
	// ErrMessages: there are too many messages already.
	ErrMessages = ledger.Refuse(ledger.Conflict, "message.many")
)

// PutUp adds a message; those whose last day is over are forgotten on the way. The audit notes who did.
// It refuses with ErrMessageText, ErrMessageUntil, ErrMessageIcon, ErrMessagePlace and ErrMessages.
func PutUp(tx *ledger.Tx, m Message) (Message, error) {
	m.Text = strings.Join(strings.Fields(m.Text), " ")
	today, err := m.place(tx)
	if err != nil {
		return m, err
	}
	switch n := utf8.RuneCountInString(m.Text); {
	case n < 3 || n > maxMessage:
		return m, ErrMessageText
	case m.Until < today || m.Until > today.AddDays(furthest):
		return m, ErrMessageUntil
	case m.Icon != "" && !slices.Contains(Icons, m.Icon):
		return m, ErrMessageIcon
	}
	left, err := forgetMessages(tx, today)
	if err != nil || left >= mostMessages {
		return m, errors.Join(err, when(err == nil, ErrMessages))
	}
	m.ID, m.Made = MessageID(tx.NewID()), tx.Now()
	if err := messages.Put(tx, m.key(), m); err != nil {
		return m, err
	}
	return m, m.said(tx, "put up")
}

// place returns the day where a message stands.
func (m Message) place(r ledger.Reader) (calendar.Date, error) {
	all, err := catalogue.Offices(r)
	for _, o := range all {
		if m.Office == "" || o.ID == m.Office {
			return o.Today(r.Now()), err
		}
	}
	return 0, errors.Join(err, when(err == nil, ErrMessagePlace))
}

func forgetMessages(tx *ledger.Tx, today calendar.Date) (left int, err error) {
	all, err := every(tx)
	for _, m := range all {
		if m.Until < today {
			messages.Delete(tx, m.key())
			continue
		}
		left++
	}
	return left, err
}

// MessageByID returns a message. It refuses with ErrUnknownMessage.
func MessageByID(r ledger.Reader, id MessageID) (Message, error) {
	m, found, err := messages.Find(r, ledger.K().Str(string(id)))
	return m, errors.Join(err, when(err == nil && !found, ErrUnknownMessage))
}

// ErrUnknownMessage: there is no such message, or no longer.
var ErrUnknownMessage = ledger.Refuse(ledger.NotFound, "message.unknown")

// TakeDown removes a message; that it is gone is no error.
func TakeDown(tx *ledger.Tx, id MessageID) error {
	m, found, err := messages.Find(tx, ledger.K().Str(string(id)))
	if err != nil || !found {
		return err
	}
	messages.Delete(tx, m.key())
	return m.said(tx, "taken down")
}

func (m Message) key() ledger.Key { return ledger.K().Str(string(m.ID)) }

func (m Message) said(tx *ledger.Tx, what string) error {
	if err := tx.Audit(ledger.Audited{What: "message", Reason: what, Office: string(m.Office), IDs: []string{string(m.ID)}, Found: true}); err != nil {
		return err
	}
	return tx.Emit("message.changed", string(m.ID), string(m.Office))
}

func every(r ledger.Reader) (all []Message, err error) {
	err = messages.Each(r, nil, func(_ ledger.Key, m Message) error {
		all = append(all, m)
		return nil
	})
	slices.SortStableFunc(all, func(a, b Message) int { return b.Made.Compare(a.Made) })
	return all, err
}

// Messages returns the messages that stand on the queue displays of an office on a day, the newest first; of no
// office, those of all.
func Messages(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) ([]Message, error) {
	all, err := every(r)
	return slices.DeleteFunc(all, func(m Message) bool {
		return m.Until < date || office != "" && m.Office != "" && m.Office != office
	}), err
}
