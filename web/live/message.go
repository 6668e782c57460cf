package live

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"balie/booking/ledger"
)

// Fragment is one element of a page: HTML whose outermost element has this id.
type Fragment struct {
	ID   string `json:"id"`
	HTML string `json:"html"`
}

// Part renders a component as a fragment. What cannot be rendered is a programmer's fault: its
// fragment is empty and is not sent.
func Part(id string, component templ.Component) Fragment {
	var b bytes.Buffer
	if component.Render(context.Background(), &b) != nil {
		return Fragment{ID: id}
	}
	return Fragment{id, b.String()}
}

// happened is an event as a page is told of it: its number and what kind of thing it was.
type happened struct {
	Seq  uint64 `json:"seq"`
	Kind string `json:"kind"`
}

// content is what a message carries.
type content struct {
	At     int64      `json:"at"` // milliseconds since 1970, by the ledger
	Whole  bool       `json:"whole,omitempty"`
	Gap    bool       `json:"gap,omitempty"` // more happened than is listed
	Events []happened `json:"events,omitempty"`
	Parts  []Fragment `json:"parts"`
}

// message is one step of a topic, as it goes over the line to everybody.
type message struct {
	from, to position
	first    uint64 // the first event that it tells of, 0 for none
	bytes    []byte
}

// follows reports whether a message is the next one for whoever stands at a position.
func (m message) follows(p position) bool {
	return p == m.from || p.ticks == 0 && m.from.seq <= p.seq && p.seq < m.first
}

// encode writes a message in the format of server-sent events.
func encode(from, to position, c content) (message, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return message{}, ledger.ErrDamaged.Because(err)
	}
	var b bytes.Buffer
	b.Grow(len(data) + 64)
	b.WriteString("id: " + to.String() + "\nevent: change\ndata: ")
	b.Write(data)
	b.WriteString("\n\n")
	m := message{from: from, to: to, bytes: b.Bytes()}
	if len(c.Events) > 0 {
		m.first = c.Events[0].Seq
	}
	return m, nil
}

// beat says that the line is alive and what time it is.
func beat(at time.Time) []byte {
	return []byte("event: beat\ndata: " + strconv.FormatInt(at.UnixMilli(), 10) + "\n\n")
}

// bye asks a browser to come back after a while.
func bye(after time.Duration) []byte {
	return []byte("retry: " + strconv.FormatInt(after.Milliseconds(), 10) + "\nevent: bye\ndata: 1\n\n")
}
