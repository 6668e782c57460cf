package outreach

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Partner is an organisation that comes along: police, fire brigade, social work. It is never a person.
type Partner struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Withdrawn bool   `json:"withdrawn,omitempty"` // nobody plans with it any more
}

// Theme is what an outing is about for some time: a week against loneliness, an energy desk.
type Theme struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	From      calendar.Date `json:"from,omitzero"`
	Until     calendar.Date `json:"until,omitzero"`
	Withdrawn bool          `json:"withdrawn,omitempty"` // nobody plans with it any more
}

// Answer is what a partner says to a stop.
type Answer string

// The answers.
const (
	Asked    Answer = "asked"
	Accepted Answer = "accepted"
	Declined Answer = "declined"
)

// legalAnswers is every move of an answer: a partner may think better of it until the day.
var legalAnswers = map[Answer][]Answer{Asked: {Accepted, Declined}, Accepted: {Declined}, Declined: {Accepted}}

// CanBecome reports whether an answer may go from a to next.
func (a Answer) CanBecome(next Answer) bool { return slices.Contains(legalAnswers[a], next) }

// Invite is a partner who was asked for a stop. The link's secret is not kept, only its hash.
type Invite struct {
	Partner string `json:"partner"`
	Answer  Answer `json:"answer"`
	Hash    string `json:"hash"`
}

var (
	partners = ledger.NewTable[Partner]("oq:")
	themes   = ledger.NewTable[Theme]("oh:")
)

var (
	// ErrUnknownPartner: there is no such partner.
	ErrUnknownPartner = ledger.Refuse(ledger.NotFound, "outreach.partner")
	// ErrInviteLink: the link opens nothing, or no longer.
	ErrInviteLink = ledger.Refuse(ledger.NotFound, "outreach.link")
)

// PutPartner adds a partner or renames one.
func PutPartner(tx *ledger.Tx, p Partner) error {
	if err := refuseFaults("partner", p.ID, p.Faults()); err != nil {
		return err
	}
	if err := partners.Put(tx, key(p.ID), p); err != nil {
		return err
	}
	return audit(tx, APartner, p.ID)
}

// Partners returns every partner that was not withdrawn.
func Partners(r ledger.Reader) ([]Partner, error) { return standing(r, partners) }

// PutTheme adds a theme or changes it.
func PutTheme(tx *ledger.Tx, t Theme) error {
	if err := refuseFaults("theme", t.ID, t.Faults()); err != nil {
		return err
	}
	if err := themes.Put(tx, key(t.ID), t); err != nil {
		return err
	}
	return audit(tx, ATheme, t.ID)
}

// Themes returns every theme that was not withdrawn.
func Themes(r ledger.Reader) ([]Theme, error) { return standing(r, themes) }

func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// AskPartner asks a partner for a stop and returns the secret of their link, which is shown this once.
// Asking again makes a new link in the place of the old one.
func AskPartner(tx *ledger.Tx, stop StopID, partner string) (secret string, err error) {
	if _, found, err := partners.Find(tx, key(partner)); err != nil || !found {
		return "", errorOr(err, ErrUnknownPartner)
	}
	o, at, err := OutingOfStop(tx, stop)
	if err != nil {
		return "", err
	}
	if o.State == Cancelled || o.State == Done || o.Stops[at].State != Planned {
		return "", ErrOutingState
	}
	secret = tx.NewID()
	o.Stops = slices.Clone(o.Stops)
	s := &o.Stops[at]
	s.Partners = slices.DeleteFunc(slices.Clone(s.Partners), func(i Invite) bool { return i.Partner == partner })
	s.Partners = append(s.Partners, Invite{partner, Asked, hashed(secret)})
	return secret, o.write(tx, "outing.changed")
}

func errorOr(err, fallback error) error {
	if err != nil {
		return err
	}
	return fallback
}

// InviteOf returns what a partner's link is about. It refuses with ErrInviteLink.
func InviteOf(r ledger.Reader, stop StopID, secret string) (o Outing, at, invite int, err error) {
	o, at, err = OutingOfStop(r, stop)
	if ledger.CodeOf(err) == ledger.NotFound {
		err = ErrInviteLink
	}
	if err != nil {
		return o, at, 0, err
	}
	hash := hashed(secret)
	for i, x := range o.Stops[at].Partners {
		if subtle.ConstantTimeCompare([]byte(x.Hash), []byte(hash)) == 1 {
			return o, at, i, nil
		}
	}
	return o, at, 0, ErrInviteLink
}

// AnswerInvite says yes or no for a partner. The same answer again changes nothing. It refuses with
// ErrInviteLink, and with ErrOutingState once the stop is over or off.
func AnswerInvite(tx *ledger.Tx, stop StopID, secret string, yes bool) (Outing, error) {
	o, at, i, err := InviteOf(tx, stop, secret)
	if err != nil {
		return o, err
	}
	answer := Declined
	if yes {
		answer = Accepted
	}
	s := o.Stops[at]
	switch {
	case s.Partners[i].Answer == answer:
		return o, nil
	case s.State != Planned || !o.Open() && o.State != Draft, !s.Partners[i].Answer.CanBecome(answer):
		return o, ErrOutingState
	}
	o.Stops = slices.Clone(o.Stops)
	o.Stops[at].Partners = slices.Clone(s.Partners)
	o.Stops[at].Partners[i].Answer = answer
	return o, o.write(tx, "outing.answered")
}
