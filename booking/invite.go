package booking

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// InviteID names an invitation: 26 characters of ledger.IDAlphabet. Whoever has it may choose the time, so
// it stands in the link; it names nobody.
type InviteID string

// Invite asks one resident to choose a time for one product. Who it is, is sealed under its id.
type Invite struct {
	ID          InviteID            `json:"id"`
	Product     catalogue.ProductID `json:"product"`
	Office      catalogue.OfficeID  `json:"office,omitempty"` // "" is any
	Team        string              `json:"team,omitempty"`   // of the desks that have the property "team:" and this
	Deadline    calendar.Date       `json:"deadline"`         // the last day for the visit
	CallAfter   int                 `json:"call_after"`       // days after which who did not choose is called
	State       InviteState         `json:"state"`
	Channel     contact.Channel     `json:"channel"`
	Lang        string              `json:"lang"`
	Code        int                 `json:"code,omitempty"`
	Appointment AppointmentID       `json:"appointment,omitempty"`
	Made        time.Time           `json:"made"`
	Listed      time.Time           `json:"listed,omitzero"`
	Tries       int                 `json:"tries,omitempty"`
}

// InviteState is where an invitation stands.
type InviteState string

// The states of an invitation.
const (
	InviteOpen      InviteState = "open"
	InviteListed    InviteState = "listed" // nobody chose; somebody calls
	InviteUsed      InviteState = "used"
	InviteWithdrawn InviteState = "withdrawn"
)

// legalInvites is every move of an invitation.
var legalInvites = map[InviteState][]InviteState{
	"":              {InviteOpen},
	InviteOpen:      {InviteListed, InviteUsed, InviteWithdrawn},
	InviteListed:    {InviteUsed, InviteWithdrawn},
	InviteUsed:      {},
	InviteWithdrawn: {},
}

// CanBecome reports whether an invitation may go from s to next.
func (s InviteState) CanBecome(next InviteState) bool { return slices.Contains(legalInvites[s], next) }

// Live reports whether a time can be chosen still.
func (s InviteState) Live() bool { return s == InviteOpen || s == InviteListed }

var (
	invites     = ledger.NewTable[Invite]("iv:")
	inviteCodes = ledger.NewTable[InviteID]("ic:")
)

var (
	// ErrNoInvite: there is no such invitation.
	ErrNoInvite = ledger.Refuse(ledger.NotFound, "invite.unknown")
	// ErrInviteOver: it was used, withdrawn, or its deadline is over.
	ErrInviteOver = ledger.Refuse(ledger.Gone, "invite.over")
	// ErrInviteDay: the deadline or the term to call cannot be.
	ErrInviteDay = ledger.Refuse(ledger.Invalid, "invite.day")
)

// Templates of an invitation in the outbox: its message, the promise to call, and to forget.
const (
	NotifyInvite = "invite"
	InviteEnd    = "invite-end"
	InviteForget = "forget-invite"
)

// mostCallAfter is how many days an invitation may wait before its resident is called.
const mostCallAfter = 60

// MakeInvite invites a resident, by the channel of the details, and promises to call who has not chosen a
// time after so many days. It refuses with ErrDetails, ErrInviteDay, and an unknown product or office.
func MakeInvite(tx *ledger.Tx, v *contact.Vault, i Invite, d contact.Details) (Invite, error) {
	if _, err := catalogue.ProductByID(tx, i.Product); err != nil {
		return i, err
	}
	zone := time.UTC
	if i.Office != "" {
		o, err := catalogue.OfficeByID(tx, i.Office)
		if err != nil {
			return i, err
		}
		zone = o.Location()
	}
	today := calendar.DateIn(tx.Now(), zone)
	if i.Deadline <= today || i.Deadline > today.AddDays(supply.MaxDays) || i.CallAfter < 1 || i.CallAfter > mostCallAfter {
		return i, ErrInviteDay
	}
	d = d.Clean()
	if err := refuseDetails(tx, i.Query().Wish, d); err != nil {
		return i, err
	}
	i.ID, i.Channel, i.Made = InviteID(tx.NewID()), d.Channel, tx.Now()
	if err := contact.Keep(tx, v, i.ID.Subject(), d); err != nil {
		return i, err
	}
	if err := i.giveCode(tx, v); err != nil {
		return i, err
	}
	return i.send(tx)
}

// send tells the resident, and promises what comes after. Who cannot be told by message is called at once.
func (i Invite) send(tx *ledger.Tx) (Invite, error) {
	i, err := i.become(tx, InviteOpen)
	if err != nil {
		return i, err
	}
	message := func(template string) ledger.Message {
		return ledger.Message{Template: template, Subject: i.ID.Subject(), Reason: "invited"}
	}
	due := tx.Now()
	if slices.Contains(contact.Written, i.Channel) {
		due = due.Add(time.Duration(i.CallAfter) * 24 * time.Hour)
		err = tx.Send(tx.Now(), "invite/"+string(i.ID), message(templateBy(NotifyInvite, i.Channel)))
	}
	end, _ := calendar.At(i.Deadline+1, 0, time.UTC)
	if err != nil {
		return i, err
	}
	if err := tx.Send(due, i.endKey(), message(InviteEnd)); err != nil {
		return i, err
	}
	return i, tx.Send(end.Add(Retention), "forget-invite/"+string(i.ID), message(InviteForget))
}

func (i Invite) endKey() string { return "invite-end/" + string(i.ID) }

func (i *Invite) giveCode(tx *ledger.Tx, v *contact.Vault) error {
	for ; ; i.Code++ {
		key := codeKey(v, "invite "+i.code(v))
		if _, taken, err := inviteCodes.Find(tx, key); err != nil || !taken {
			if err != nil {
				return err
			}
			return inviteCodes.Put(tx, key, i.ID)
		}
	}
}

func (i Invite) code(v *contact.Vault) string { return code(v, AppointmentID("invite "+i.ID), i.Code) }

// InviteCode is the code of an invitation as it stands in a letter: "7K4M P2XQ".
func InviteCode(v *contact.Vault, i Invite) string {
	c := i.code(v)
	return c[:4] + " " + c[4:]
}

// InviteByCode finds an invitation by its code: ErrCodeShape, or ErrNoInvite.
func InviteByCode(r ledger.Reader, v *contact.Vault, typed string) (Invite, error) {
	c, err := ParseCode(typed)
	if err != nil {
		return Invite{}, err
	}
	id, found, err := inviteCodes.Find(r, codeKey(v, "invite "+c))
	if err != nil || !found {
		return Invite{}, errors.Join(err, ErrNoInvite)
	}
	return InviteByID(r, id)
}

// InviteByID returns an invitation, or ErrNoInvite.
func InviteByID(r ledger.Reader, id InviteID) (Invite, error) {
	i, found, err := invites.Find(r, ledger.K().Str(string(id)))
	if err != nil || !found || !isID(string(id)) {
		return i, errors.Join(err, ErrNoInvite)
	}
	return i, nil
}

// Invites returns every invitation that is kept: first whom somebody has to call, then the newest.
func Invites(r ledger.Reader) (all []Invite, err error) {
	err = invites.Each(r, nil, func(_ ledger.Key, i Invite) error { all = append(all, i); return nil })
	slices.SortStableFunc(all, func(a, b Invite) int {
		return cmp.Or(cmp.Compare(firstIf(b.State == InviteListed), firstIf(a.State == InviteListed)), b.Made.Compare(a.Made), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

func (i Invite) become(tx *ledger.Tx, next InviteState) (Invite, error) {
	if i.State == next {
		return i, nil
	}
	if !i.State.CanBecome(next) {
		return i, ErrInviteOver
	}
	if i.State = next; next == InviteListed {
		i.Listed = tx.Now()
	}
	err := invites.Put(tx, ledger.K().Str(string(i.ID)), i)
	if !next.Live() {
		if err == nil {
			err = tx.Withdraw(i.endKey())
		}
		if err == nil {
			err = tx.Withdraw("invite/" + string(i.ID))
		}
	}
	if err != nil {
		return i, err
	}
	return i, tx.Emit("invite."+string(next), string(i.ID))
}

// Query is what an invitation's resident may choose from.
func (i Invite) Query() supply.Query {
	a := supply.Query{Wish: catalogue.Wish{{Product: i.Product, Persons: 1}}, Audience: supply.Staff, Until: i.Deadline, Outside: true}
	if i.Team != "" {
		a.Properties = []string{"team:" + i.Team}
	}
	return a
}

// GrantsAgain is how long after booking the same form sent again opens the appointment once more, as its
// lost answer did. Later, and for every other form, a repeated answer opens nothing.
const GrantsAgain = 30 * time.Minute

// UseInvite books the chosen time for who was invited; used before it answers with that appointment. own
// says that this form booked it, just now: whoever only has the link of a used invitation is asked for the
// code. It refuses with ErrInviteOver, with ErrTaken and ErrPast, and a place that the invitation does not
// name.
func UseInvite(tx *ledger.Tx, v *contact.Vault, id InviteID, form VisitKey, at supply.Offer) (a Appointment, own bool, err error) {
	i, err := InviteByID(tx, id)
	if err != nil {
		return a, false, err
	}
	pressed := "invite used " + string(id) + "/" + string(form)
	if i.State == InviteUsed {
		if a, err = AppointmentByID(tx, i.Appointment); err != nil {
			return a, false, err
		}
		_, own, err = ledger.Recall[bool](tx, pressed)
		return a, own && form != "" && tx.Now().Before(a.Made.Add(GrantsAgain)), err
	}
	if !i.State.Live() {
		return a, false, ErrInviteOver
	}
	if i.Office != "" && at.Office != i.Office {
		return a, false, supply.ErrTaken
	}
	d, err := contact.Read(tx, v, id.Subject())
	if err != nil {
		return a, false, ErrInviteOver
	}
	if a, err = bookDirectly(tx, v, i.Query(), at, d, i.Lang, ""); err != nil {
		return a, false, err
	}
	i.Appointment = a.ID
	if _, err = i.become(tx, InviteUsed); err != nil {
		return a, false, err
	}
	if _, err = tx.First(pressed); err != nil {
		return a, false, err
	}
	return a, true, a.notifyBooked(tx)
}

// WithdrawInvite takes an invitation back. It refuses with ErrNoInvite and ErrInviteOver.
func WithdrawInvite(tx *ledger.Tx, id InviteID) error {
	i, err := InviteByID(tx, id)
	if err == nil {
		_, err = i.become(tx, InviteWithdrawn)
	}
	return err
}

// NoteInviteTried counts a call to who did not choose a time.
func NoteInviteTried(tx *ledger.Tx, id InviteID) error {
	i, err := InviteByID(tx, id)
	if err != nil {
		return err
	}
	if i.State != InviteListed {
		return ErrInviteOver
	}
	i.Tries++
	return invites.Put(tx, ledger.K().Str(string(id)), i)
}

// InvitesDue puts who has not chosen a time on the call list, and forgets who was invited long ago. It
// returns how many it looked at.
func InvitesDue(ctx context.Context, l *ledger.Ledger, v *contact.Vault) (n int, err error) {
	for {
		var due []ledger.Outgoing
		err := l.View(func(r ledger.Reader) (err error) { due, err = ledger.Due(r, 1, InviteEnd, InviteForget); return err })
		if err != nil || len(due) == 0 {
			return n, err
		}
		if err := inviteDue(ctx, l, v, due[0]); err != nil {
			return n, fmt.Errorf("invitation: %w", err)
		}
		n++
	}
}

func inviteDue(ctx context.Context, l *ledger.Ledger, v *contact.Vault, o ledger.Outgoing) error {
	id := InviteID(o.Message.Subject.ID)
	if o.Message.Template == InviteForget {
		return contact.Forget(ctx, l, v, func(tx *ledger.Tx) error {
			i, err := InviteByID(tx, id)
			if err == nil {
				inviteCodes.Delete(tx, codeKey(v, "invite "+i.code(v)))
				invites.Delete(tx, ledger.K().Str(string(id)))
				err = dropLetters(tx, AppointmentID(id))
			}
			if err != nil {
				return err
			}
			if err := tx.Withdraw(o.Key); err != nil {
				return err
			}
			return tx.Withdraw(i.endKey())
		}, o.Message.Subject)
	}
	return l.Update(ctx, "system", func(tx *ledger.Tx) error {
		i, err := InviteByID(tx, id)
		if err == nil && i.State == InviteOpen {
			_, err = i.become(tx, InviteListed)
		}
		if err != nil {
			return err
		}
		return tx.Withdraw(o.Key)
	})
}
