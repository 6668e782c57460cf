package ledger

import (
	"bytes"
	"encoding/json"
)

// Kind is what sort of thing a Subject is: "appointment", "invitation", "delivery". Each domain
// declares its own.
type Kind string

// Subject is one thing that Balie knows of, by its kind and its public id. Ids of two kinds may be
// alike; subjects are not.
type Subject struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
}

// Message is a text to be sent, or a thing to be done, when its time comes. It names a template,
// a subject and a reason, never a person: who it goes to and what it says is made at sending.
type Message struct {
	Template string          `json:"template"` // "confirmation"
	Subject  Subject         `json:"subject"`
	Reason   string          `json:"reason,omitempty"`  // a key that says why: "cancelled", "retention"
	Payload  json.RawMessage `json:"payload,omitempty"` // see With and PayloadOf
}

// With returns the message with a payload of the sender's own type, which PayloadOf reads again. It
// must not hold a person's data. It panics on a type that JSON cannot hold.
func (m Message) With(payload any) Message {
	text, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	m.Payload = text
	return m
}

// PayloadOf reads the payload that With put into a message; one that holds another type is refused
// with ErrDamaged.
func PayloadOf[T any](m Message) (payload T, err error) {
	if err := json.Unmarshal(m.Payload, &payload); err != nil {
		return payload, ErrDamaged.Because(err)
	}
	return payload, nil
}

func (m Message) equal(other Message) bool {
	return m.Template == other.Template && m.Subject == other.Subject && m.Reason == other.Reason && bytes.Equal(m.Payload, other.Payload)
}

// UnmarshalJSON also reads messages from before they named what they are about: their Subject has
// the id that stood in "appointment", and no Kind.
func (m *Message) UnmarshalJSON(text []byte) error {
	type plain Message
	old := struct {
		*plain
		Appointment string `json:"appointment"`
	}{plain: (*plain)(m)}
	if err := json.Unmarshal(text, &old); err != nil {
		return err
	}
	if m.Subject.ID == "" {
		m.Subject.ID = old.Appointment
	}
	return nil
}

// EachMessage is a migration that calls change with every message in the outbox, dead ones too, and
// writes back what it returns.
func EachMessage(change func(*Tx, Message) (Message, error)) Migration {
	return EachRecord(outbox, func(tx *Tx, k Key, o Outgoing) error {
		changed, err := change(tx, o.Message)
		if err != nil || changed.equal(o.Message) {
			return err
		}
		o.Message = changed
		return outbox.Put(tx, k, o)
	})
}
