package messages

import (
	"context"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/paper"
)

// texts keeps text messages, or answers as the test says.
type texts struct {
	sent   []Text
	answer error
}

func (s *texts) SendText(_ context.Context, t Text) error {
	s.sent = append(s.sent, t)
	return s.answer
}

var (
	texted = contact.Details{Name: "Riet Kanarievogel", Phone: "06 1234 5678", Channel: contact.BySMS}
	posted = contact.Details{Name: "Riet Kanarievogel", Street: "Kanarielaan 1", Postcode: "7081 AA", Place: "Gendringen", Channel: contact.ByLetter}
)

// bookFor is book by another channel, on the eleventh of December at nine.
func (p *post) bookFor(product catalogue.ProductID, d contact.Details) (a booking.Appointment) {
	p.Helper()
	p.do(func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 11), Start: 108}); err != nil {
			return err
		}
		a, err = booking.Book(tx, p.worker.Vault, booking.Request{Key: key, Lang: "nl", Contact: d})
		return err
	})
	return a
}

func (p *post) ask(a booking.Appointment) {
	p.Helper()
	p.do(func(tx *ledger.Tx) error {
		_, err := booking.RequestReschedule(tx, a.ID, booking.DeskShort, []supply.Offer{{Office: "hal", Date: calendar.DateOf(2026, 12, 14), Start: 120}, {Office: "hal", Date: calendar.DateOf(2026, 12, 15), Start: 120}})
		return err
	})
}

func (p *post) letters() (said []paper.Letter) {
	p.Helper()
	err := p.worker.Ledger.View(func(r ledger.Reader) error {
		all, err := booking.Letters(r)
		for _, l := range all {
			one, ok, err := p.worker.Posted(r, l)
			if err != nil {
				return err
			}
			if ok {
				said = append(said, one)
			}
		}
		return err
	})
	if err != nil {
		p.Fatal(err)
	}
	return said
}

func (p *post) called() (n int) {
	p.Helper()
	err := p.worker.Ledger.View(func(r ledger.Reader) error { all, err := booking.CallList(r); n = len(all); return err })
	if err != nil {
		p.Fatal(err)
	}
	return n
}

func TestEveryMessageHasAFormForEveryChannel(t *testing.T) {
	p := newPost(t)
	phones := &texts{}
	p.worker.Texts = phones
	for channel, d := range map[contact.Channel]contact.Details{contact.ByEmail: {Name: "Riet", Email: "kanarie@voorbeeld.nl", Channel: contact.ByEmail}, contact.BySMS: texted, contact.ByLetter: posted} {
		a := p.bookFor("pas", d)
		p.send()
		p.ask(a)
		p.send()
		p.do(func(tx *ledger.Tx) error { _, err := booking.AcceptProposal(tx, a.ID, 0); return err })
		p.send()
		p.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, a.ID); return err })
		p.send()
		switch channel {
		case contact.BySMS:
			if len(phones.sent) != 4 {
				t.Fatalf("%d text messages: %+v", len(phones.sent), phones.sent)
			}
			for _, m := range phones.sent {
				if m.To != "+31612345678" || strings.Contains(m.Text, "Paspoort") || strings.Contains(m.Text, "Kanarie") || len(m.ID) < 16 {
					t.Errorf("a text message to %s: %s", m.To, m.Text)
				}
			}
			if asked := phones.sent[1].Text; !strings.Contains(asked, "andere tijd") || !strings.Contains(asked, booking.Secret(p.worker.Vault, a.ID)) {
				t.Errorf("the question by text message: %s", asked)
			}
		case contact.ByLetter:
			if said := p.letters(); len(said) != 1 || said[0].Title != "Uw afspraak is afgezegd" || said[0].To[1] != "Kanarielaan 1" {
				t.Errorf("letters that are still true: %+v", said)
			}
		}
		if left := p.outbox(); len(left) > 0 {
			t.Errorf("%s leaves in the outbox %v", channel, left)
		}
		p.pass(20 * time.Minute)
	}
}

func TestALetterSaysWhatIsTrueWhenItIsPrinted(t *testing.T) {
	p := newPost(t)
	a := p.bookFor("schuld", posted)
	p.send()
	p.pass(time.Minute)
	p.ask(a)
	p.send()
	said := p.letters()
	if len(said) != 2 {
		t.Fatalf("%d letters", len(said))
	}
	pile := paper.Pile{Letters: said, Title: "Brieven", Language: "nl"}
	if content, err := pile.PDF(); err != nil || len(content) < 1000 {
		t.Fatal(err)
	}
	asked := said[1]
	if !strings.Contains(strings.Join(asked.List, " "), "14 december 2026, 10.00 uur, Raadhuis") || asked.Payload != "HTTPS://AFSPRAAK.VOORBEELD.NL/Q/"+string(a.ID) {
		t.Errorf("%+v", asked)
	}
	for _, l := range said {
		if strings.Contains(strings.Join(append(append(l.What, l.List...), l.Text...), " "), "Schuldhulp") {
			t.Errorf("a letter names a discreet product: %+v", l)
		}
	}
	p.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, a.ID); return err })
	if said := p.letters(); len(said) != 0 {
		t.Errorf("%d letters about what is off", len(said))
	}
}

func TestWhoCannotBeToldComesOnTheCallList(t *testing.T) {
	p := newPost(t)
	phones := &texts{answer: ErrRejected}
	p.worker.Texts = phones
	p.bookFor("pas", texted)
	if p.send(); p.called() != 1 {
		t.Errorf("after a rejected text message %d are on the call list", p.called())
	}
	p = newPost(t)
	a := p.bookFor("pas", texted) // there is no gateway
	if p.send(); p.called() != 0 || len(p.outbox()) != 2 {
		t.Errorf("%d on the call list, in the outbox %v", p.called(), p.outbox())
	}
	p.ask(a)
	if p.send(); p.called() != 1 {
		t.Errorf("who is asked without a way to ask: %d on the call list", p.called())
	}
}

// TestTheCodeOfARushGoesWhereItWasAsked by mail and by text, in the language of the page, and not any more
// once its time is over.
func TestTheCodeOfARushGoesWhereItWasAsked(t *testing.T) {
	p := newPost(t)
	phones := &texts{}
	p.worker.Texts = phones
	ask := func(d contact.Details) (key booking.VisitKey) {
		p.do(func(tx *ledger.Tx) error {
			key = booking.NewVisitKey()
			start := calendar.Cell(108 + 4*len(phones.sent) + 8*len(d.Email)%8)
			if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 4), Start: start}); err != nil {
				return err
			}
			return booking.SendProof(tx, p.worker.Vault, key, d, "de")
		})
		return key
	}
	mailed := contact.Details{Channel: contact.ByEmail, Email: "kanarie@voorbeeld.nl"}
	key := ask(mailed)
	said := p.send()
	if code := booking.ProofCode(p.worker.Vault, key, mailed); len(said) != 1 || said[0].To != mailed.Email || !strings.Contains(said[0].Text, "Ihr Code ist "+code) || !strings.Contains(said[0].HTML, code) {
		t.Errorf("mailed %+v", said)
	}
	texted := contact.Details{Channel: contact.BySMS, Phone: "06 12345678"}
	p.pass(20 * time.Minute)
	if key, left := ask(texted), p.send(); len(left) != 0 || len(phones.sent) != 1 || phones.sent[0].To != "+31612345678" ||
		!strings.Contains(phones.sent[0].Text, booking.ProofCode(p.worker.Vault, key, contact.Details{Channel: contact.BySMS, Phone: "+31612345678"})) {
		t.Errorf("texted %+v", phones.sent)
	}
	ask(mailed)
	p.pass(2 * time.Hour)
	for range 4 {
		if _, err := booking.ForgetDue(t.Context(), p.worker.Ledger, p.worker.Vault); err != nil {
			t.Fatal(err)
		}
	}
	if said := p.send(); len(said) != 0 {
		t.Errorf("an old code is sent: %+v", said)
	}
}

// TestOneRecipientGetsFewMessagesADay whoever has them sent, in whatever spelling; the rest comes tomorrow if
// it is still true, and what the municipality asks is not counted.
func TestOneRecipientGetsFewMessagesADay(t *testing.T) {
	p := newPost(t)
	var last booking.Appointment
	got := 0
	for n := range mailsADay + 5 {
		p.do(func(tx *ledger.Tx) (err error) {
			key := booking.NewVisitKey()
			at := supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 4) + calendar.Date(n/20*3), Start: calendar.Cell(108 + 2*(n%20))}
			if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, at); err != nil {
				return err
			}
			who := contact.Details{Name: "Riet", Channel: contact.ByEmail, Email: []string{"riet@voorbeeld.nl", "Riet+pas@voorbeeld.nl"}[n%2]}
			last, err = booking.Book(tx, p.worker.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
			return err
		})
		got += len(p.send())
	}
	if got != mailsADay {
		t.Errorf("%d mails went to one mailbox", got)
	}
	p.ask(last)
	if said := p.send(); len(said) != 1 {
		t.Errorf("what we ask is kept back: %d", len(said))
	}
	p.pass(24 * time.Hour)
	if said := p.send(); len(said) < 4 || len(said) > 5 {
		t.Errorf("the day after %d are sent", len(said))
	}
}
