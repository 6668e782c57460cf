package messages

import (
	"context"
	"strings"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/paper"
	"balie/web/wording"
)

// invitation is everything that an invitation is made of, and its link.
type invitation struct {
	letter
	i   booking.Invite
	who contact.Details
}

// invited gathers an invitation as things are now; ok is false where it was used, withdrawn or forgotten.
func (w *Worker) invited(r ledger.Reader, id booking.InviteID, by contact.Channel) (s invitation, ok bool, err error) {
	if s.i, err = booking.InviteByID(r, id); ledger.CodeOf(err) == ledger.NotFound || err == nil && !s.i.State.Live() {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	s.who, err = contact.Read(r, w.Vault, id.Subject())
	if ledger.CodeOf(err) == ledger.Gone || err == nil && s.who.Channel != by {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	p, err := catalogue.ProductByID(r, s.i.Product)
	if err != nil {
		return s, false, err
	}
	words, err := wording.Words(r, s.i.Lang, true)
	if err != nil {
		return s, false, err
	}
	name := p.Text(words.Tag()).Name
	if p.Discreet {
		name = words.T("paper.discreet")
	}
	s.letter = letter{words: words, house: w.house(r), title: words.T("invite.title"), what: []string{name}, code: booking.InviteCode(w.Vault, s.i), invite: true,
		how: words.T("invite.until", "day", words.Date(s.i.Deadline)), link: w.Base + "/" + words.Tag() + "/u/" + string(id) + "#" + booking.InviteSecret(w.Vault, id)}
	if s.colour, err = colourOf(r); err != nil {
		return s, false, err
	}
	if o, err := catalogue.MainOffice(r); err == nil {
		s.office, s.phone = o.Name, o.Phone
	}
	return s, true, nil
}

// prepareInvite is prepare for an invitation.
func (w *Worker) prepareInvite(o ledger.Outgoing, by contact.Channel) (send func(context.Context) error, ready bool, err error) {
	err = w.Ledger.View(func(r ledger.Reader) error {
		s, ok, err := w.invited(r, booking.InviteID(o.Message.Subject.ID), by)
		if err != nil || !ok {
			return err
		}
		ready = true
		switch by {
		case contact.BySMS:
			t := Text{ID: w.messageID(o.Key, 0), To: contact.International(s.who.Phone), Language: s.words.Tag(), Link: s.link,
				Text: s.briefInvite() + "\n" + s.link}
			send = func(ctx context.Context) error { return w.Texts.SendText(ctx, t) }
		case contact.ByLetter:
			send = func(ctx context.Context) error {
				return w.pile(ctx, o.Message.Subject, booking.NotifyInvite)
			}
		default:
			m, err := s.mail(w.messageID(o.Key, 0))
			send = func(ctx context.Context) error { return w.Sender.Send(ctx, m) }
			return err
		}
		return nil
	})
	return send, ready, err
}

func (s invitation) mail(id string) (Mail, error) {
	html, err := s.html()
	return Mail{ID: id, To: s.who.Email, Subject: s.title, Language: s.words.Tag(), Text: s.text(), Link: s.link, HTML: html}, err
}

// posted is an invitation on the pile of letters.
func (w *Worker) postedInvite(r ledger.Reader, l booking.Letter) (p paper.Letter, ok bool, err error) {
	s, ok, err := w.invited(r, booking.InviteID(l.Appointment), contact.ByLetter)
	if err != nil || !ok {
		return p, false, err
	}
	p = s.paperInvite(w.Base)
	p.To = []string{s.who.Name, s.who.Street, s.who.Postcode + "  " + s.who.Place}
	return p, true, nil
}

// paperInvite is an invitation as it is printed, but for whom it is to.
func (l letter) paperInvite(base string) paper.Letter {
	return paper.Letter{
		Office: l.words.T("letter.from", "house", l.house), Title: l.title, What: l.what,
		Text: []string{l.how, l.words.T("invite.letter", "address", base+"/u", "code", l.code), l.T("mail.call")},
	}
}

// briefInvite is an invitation as a text message says it, without its link.
func (l letter) briefInvite() string {
	return strings.Join([]string{l.words.T("sms.from", "house", l.house, "title", l.title), l.how, l.words.T("invite.link") + ":"}, " ")
}
