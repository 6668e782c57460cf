package messages

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// sinkHolds is how many mails a sink keeps.
const sinkHolds = 50

// Sink keeps the last mails and text messages in memory and sends none; for the demo.
type Sink struct {
	Hides string // how the addresses end whose mails are not kept: those of people who do not exist
	mu    sync.Mutex
	mails []Mail
}

// SendText keeps a text message.
func (s *Sink) SendText(ctx context.Context, t Text) error {
	return s.Send(ctx, Mail{ID: t.ID, To: t.To, Language: t.Language, Text: t.Text, Link: t.Link, Short: true})
}

// Send keeps a mail.
func (s *Sink) Send(_ context.Context, m Mail) error {
	if s.Hides != "" && strings.HasSuffix(m.To, s.Hides) {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, m)
	s.mails = slices.Clone(s.mails[max(0, len(s.mails)-sinkHolds):])
	return nil
}

// Mails are those kept, the newest first.
func (s *Sink) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := slices.Clone(s.mails)
	slices.Reverse(kept)
	return kept
}
