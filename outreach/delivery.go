package outreach

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// Kind is what somebody is visited for at home.
type Kind string

// The kinds.
const (
	Bring Kind = "bring" // a travel document is handed over
	Visit Kind = "visit" // a resident who cannot travel is helped at home
)

// minutesAt is how long a call at the door takes, with finding the house.
var minutesAt = map[Kind]int{Bring: 10, Visit: 40}

// DeliveryState is where a delivery stands.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryPlanned DeliveryState = "planned"
	HandedOver      DeliveryState = "handed"
	NotHome         DeliveryState = "not-home"
	DeliveryOff     DeliveryState = "off"
)

var legalDeliveries = map[DeliveryState][]DeliveryState{
	DeliveryPlanned: {HandedOver, NotHome, DeliveryOff},
	NotHome:         {DeliveryPlanned, DeliveryOff}, // a new attempt
	HandedOver:      {DeliveryPlanned},              // noted by mistake
	DeliveryOff:     {},
}

// CanBecome reports whether a delivery may go from s to next.
func (s DeliveryState) CanBecome(next DeliveryState) bool {
	return slices.Contains(legalDeliveries[s], next)
}

// Delivery is one call at somebody's door. Whose door is sealed in booking/contact under its Subject; here
// stands in which neighbourhood it is, and no more.
type Delivery struct {
	ID         string              `json:"id"`
	Kind       Kind                `json:"kind"`
	Product    catalogue.ProductID `json:"product"`
	Area       NeighbourhoodID     `json:"area"`
	TwoPersons bool                `json:"two_persons,omitempty"`
	Outing     OutingID            `json:"outing"`
	Date       calendar.Date       `json:"date"`
	Start      calendar.Cell       `json:"start"` // of the window
	End        calendar.Cell       `json:"end"`
	State      DeliveryState       `json:"state"`
	Tries      int                 `json:"tries,omitempty"`
	Moves      int                 `json:"moves,omitempty"`   // how often it got another window; the SEQUENCE of its calendar entry
	Channel    contact.Channel     `json:"channel,omitempty"` // by which they are told; "" in those of before 30 November 2026 is none
	Lang       string              `json:"lang,omitempty"`
}

// windowCells is two hours.
const windowCells = 2 * 60 / calendar.CellMinutes

// keptAfter is how long after the last window we still know whose door it was.
var keptAfter = time.Duration(contact.AfterVisit.Days()) * 24 * time.Hour

var (
	deliveries = ledger.NewTable[Delivery]("od:")
	rounds     = ledger.NewTable[[]string]("oe:") // outing → deliveries in the order of the round
)

var (
	// ErrUnknownDelivery: there is no such delivery.
	ErrUnknownDelivery = ledger.Refuse(ledger.NotFound, "delivery.unknown")
	// ErrWindow: the window is full, over, or no such window.
	ErrWindow = ledger.Refuse(ledger.Conflict, "delivery.window")
	// ErrDeliveryState: it was handed over, or is off.
	ErrDeliveryState = ledger.Refuse(ledger.Conflict, "delivery.state")
	// ErrNotAtHome: we do not come to the door for this product.
	ErrNotAtHome = ledger.Refuse(ledger.Invalid, "delivery.product")
	// ErrTries: three times nobody was at home; it is collected at the counter now.
	ErrTries = ledger.Refuse(ledger.Gone, "delivery.tries")
)

// mostTries is how often we come in vain.
const mostTries = 3

// DeliveryByID returns a delivery, or ErrUnknownDelivery.
func DeliveryByID(r ledger.Reader, id string) (Delivery, error) {
	d, found, err := deliveries.Find(r, key(id))
	if err == nil && !found {
		err = ErrUnknownDelivery
	}
	return d, err
}

// RoundOf returns the deliveries of an outing in the order of the round, those that are off left out.
func RoundOf(r ledger.Reader, id OutingID) (all []Delivery, err error) {
	ids, _, err := rounds.Find(r, key(string(id)))
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		d, err := DeliveryByID(r, id)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// Window is two hours in which we can be at somebody's door.
type Window struct {
	Outing     OutingID
	Date       calendar.Date
	Start, End calendar.Cell
}

// soonest is how many days ahead a window is offered: the round is made the day before.
const soonest = 1

// Windows returns the windows in which a new delivery still fits the rounds that are published, until a
// day: what is offered can be kept by the round as it would be driven.
func Windows(r ledger.Reader, d Delivery, until calendar.Date) (found []Window, err error) {
	today := calendar.DateIn(r.Now(), time.UTC)
	all, err := Outings(r, today+soonest, until)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		v, err := VehicleByID(r, o.Vehicle)
		if err != nil {
			return nil, err
		}
		if !v.Delivers || o.State != Published || d.TwoPersons && len(o.Crew) < 2 {
			continue
		}
		for start := o.From; start+windowCells <= o.Until; start += windowCells {
			d.Start, d.End = start, start+windowCells
			if _, ok, err := insert(r, o, v, d); err != nil {
				return nil, err
			} else if ok {
				found = append(found, Window{o.ID, o.Date, d.Start, d.End})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Window) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start)) })
	return found, nil
}

// DeliveryRequest is what a resident asks for: a call at the door in a window, and who they are.
type DeliveryRequest struct {
	Key     string // of the form: the same form sent again is the same delivery
	Call    Delivery
	Window  Window
	Contact contact.Details // tidied
}

// DoorNeed is what we need to come to a door: its address, and a number in case nobody opens.
var DoorNeed = contact.Need{Phone: true, Address: true}

// digest recognises the same request; only the vault can make it, so the ledger learns nothing from it.
func (q DeliveryRequest) digest(v *contact.Vault) ([]byte, error) {
	content, err := json.Marshal(q)
	return v.MAC("delivery request", string(content)), err
}

// RequestDelivery plans a delivery in a window and seals whose door it is, under an id that is made here. The
// product says whether two of us come. The same request with the same key is answered with the same
// delivery. It refuses with ErrNotAtHome, ErrWindow, booking.ErrDetails, and with ledger.ErrOnce another
// request under a key that was used.
func RequestDelivery(tx *ledger.Tx, v *contact.Vault, q DeliveryRequest) (Delivery, error) {
	q.Contact = q.Contact.Clean()
	if problems := q.Contact.Check(DoorNeed); len(problems) > 0 {
		return q.Call, booking.ErrDetails.With("field", problems[0].Field, "problem", problems[0].Key)
	}
	digest, err := q.digest(v)
	if err != nil {
		return q.Call, err
	}
	id, err := ledger.Once(tx, "delivery/"+q.Key, digest, func() (string, error) {
		call := q.Call
		call.Channel = q.Contact.Channel
		d, err := addDelivery(tx, call, q.Window)
		if err != nil {
			return "", err
		}
		if err := d.tell(tx, booking.NotifyBooked); err != nil {
			return "", err
		}
		return d.ID, contact.Keep(tx, v, d.Subject(), q.Contact)
	})
	if err != nil {
		return q.Call, err
	}
	return DeliveryByID(tx, id)
}

func addDelivery(tx *ledger.Tx, d Delivery, w Window) (Delivery, error) {
	d.ID = tx.NewID()
	if _, err := NeighbourhoodByID(tx, d.Area); err != nil {
		return d, err
	}
	if minutesAt[d.Kind] == 0 {
		return d, ErrWindow
	}
	p, err := catalogue.ProductByID(tx, d.Product)
	if err != nil || string(p.AtHome) != string(d.Kind) {
		return d, ErrNotAtHome
	}
	d.TwoPersons = d.TwoPersons || p.AtHomeTwo
	d.State = DeliveryPlanned
	return d, d.plan(tx, w)
}

// plan puts a delivery into a round.
func (d *Delivery) plan(tx *ledger.Tx, w Window) error {
	o, err := OutingByID(tx, w.Outing)
	if ledger.CodeOf(err) == ledger.NotFound {
		return ErrWindow
	}
	if err != nil {
		return err
	}
	v, err := VehicleByID(tx, o.Vehicle)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return err
	}
	ends, _ := calendar.At(o.Date, w.End, zone)
	aligned := w.Start >= o.From && (w.Start-o.From)%windowCells == 0 && w.End == w.Start+windowCells && w.End <= o.Until
	if !v.Delivers || o.State != Published || !aligned || !tx.Now().Before(ends.Add(-windowCells*calendar.CellMinutes*time.Minute)) || d.TwoPersons && len(o.Crew) < 2 {
		return ErrWindow
	}
	d.Outing, d.Date, d.Start, d.End = o.ID, o.Date, w.Start, w.End
	order, ok, err := insert(tx, o, v, *d)
	if err != nil || !ok {
		return errorOr(err, ErrWindow)
	}
	forget := ledger.Message{Template: booking.Forget, Subject: d.Subject(), Reason: "retention"}
	if err := d.write(tx); err != nil {
		return err
	}
	if err := rounds.Put(tx, key(string(o.ID)), order); err != nil {
		return err
	}
	return tx.Send(ends.Add(keptAfter), "forget/"+d.ID, forget)
}

func (d Delivery) write(tx *ledger.Tx) error {
	if err := deliveries.Put(tx, key(d.ID), d); err != nil {
		return err
	}
	return tx.Emit("delivery."+string(d.State), d.ID, string(d.Outing))
}

// EndDelivery says what came of a call at the door: handed over, not at home, or off. The same again
// changes nothing. Handing over by mistake is taken back by DeliveryPlanned.
func EndDelivery(tx *ledger.Tx, id string, to DeliveryState) (Delivery, error) {
	d, err := DeliveryByID(tx, id)
	if err != nil || d.State == to {
		return d, err
	}
	if !d.State.CanBecome(to) || d.State == NotHome && to == DeliveryPlanned {
		return d, ErrDeliveryState
	}
	d.State = to
	if to == NotHome {
		d.Tries++
	}
	if err := d.write(tx); err != nil || to == DeliveryPlanned {
		return d, err
	}
	if to != DeliveryOff {
		return d, d.silence(tx)
	}
	if err := leaveRound(tx, d); err != nil {
		return d, err
	}
	return d, d.tell(tx, booking.NotifyCancelled)
}

// TryAgain plans a new attempt after nobody was at home, or another window for who cannot be there. It
// refuses with ErrWindow, ErrDeliveryState, and with ErrTries after three times in vain.
func TryAgain(tx *ledger.Tx, id string, w Window) (Delivery, error) {
	d, err := DeliveryByID(tx, id)
	switch {
	case err != nil:
		return d, err
	case d.State != NotHome && d.State != DeliveryPlanned:
		return d, ErrDeliveryState
	case d.Tries >= mostTries:
		return d, ErrTries
	case d.State == DeliveryPlanned && d.Outing == w.Outing && d.Start == w.Start:
		return d, nil
	}
	if err := leaveRound(tx, d); err != nil {
		return d, err
	}
	d.State = DeliveryPlanned
	d.Moves++
	if err := d.plan(tx, w); err != nil {
		return d, err
	}
	return d, d.tell(tx, booking.NotifyMoved)
}

// leaveRound takes a delivery out of its round.
func leaveRound(tx *ledger.Tx, d Delivery) error {
	ids, _, err := rounds.Find(tx, key(string(d.Outing)))
	if err != nil {
		return err
	}
	return rounds.Put(tx, key(string(d.Outing)), slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == d.ID }))
}

// Subject names the delivery: whose contact is sealed, and what a message is about.
func (d Delivery) Subject() ledger.Subject {
	return ledger.Subject{Kind: contact.KindDelivery, ID: d.ID}
}
