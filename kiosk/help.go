package kiosk

import (
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// HelpState is where a call for help stands.
type HelpState string

// The states of a call for help.
const (
	HelpCalled HelpState = "called" // nobody answered yet
	HelpComing HelpState = "coming" // somebody comes
	HelpOver   HelpState = "over"
)

// helpMoves is every move from state to state.
var helpMoves = map[HelpState][]HelpState{HelpCalled: {HelpComing, HelpOver}, HelpComing: {HelpOver}, HelpOver: {}}

// CanBecome reports whether a call may go from s to next.
func (s HelpState) CanBecome(next HelpState) bool { return slices.Contains(helpMoves[s], next) }

// HelpFor is how long a call stands: whoever waited longer has left, or was seen.
const HelpFor = 10 * time.Minute

// Help is a visitor at a device who asks for the receptionist. One device has one; it holds nobody.
type Help struct {
	Device DeviceID           `json:"device"`
	Name   string             `json:"name"` // of the device
	Office catalogue.OfficeID `json:"office"`
	State  HelpState          `json:"state"`
	Called time.Time          `json:"called"`
}

// Stands reports whether a call still stands on screens.
func (h Help) Stands(now time.Time) bool {
	return h.State != HelpOver && h.State != "" && now.Sub(h.Called) < HelpFor
}

var helps = ledger.NewTable[Help]("kh:")

// ErrNoHelp: nobody calls for help there, or no longer.
var ErrNoHelp = ledger.Refuse(ledger.NotFound, "help.none")

// CallHelp calls the receptionist to a device. Pressed again while nobody came it is the same call. It refuses
// with ErrUnknownDevice and catalogue.ErrNoStop.
func CallHelp(tx *ledger.Tx, id DeviceID) (Help, error) {
	d, err := DeviceByID(tx, id)
	if err != nil {
		return Help{}, err
	}
	h, err := HelpAt(tx, id)
	if err != nil || h.Stands(tx.Now()) {
		return h, err
	}
	o, err := d.Where(tx)
	if err != nil {
		return Help{}, err
	}
	h = Help{Device: id, Name: d.Name, Office: o.ID, State: HelpCalled, Called: tx.Now()}
	return h, h.put(tx, "called")
}

// AnswerHelp says to a device that somebody comes; again it is answered the same. It refuses with
// ErrNoHelp.
func AnswerHelp(tx *ledger.Tx, id DeviceID) (Help, error) {
	return turnHelp(tx, id, HelpComing, "answered")
}

// EndHelp takes a call away: somebody was helped, or it was a mistake. It refuses with ErrNoHelp.
func EndHelp(tx *ledger.Tx, id DeviceID) (Help, error) { return turnHelp(tx, id, HelpOver, "over") }

func turnHelp(tx *ledger.Tx, id DeviceID, to HelpState, event string) (Help, error) {
	h, err := HelpAt(tx, id)
	switch {
	case err != nil || h.State == to:
		return h, err
	case !h.Stands(tx.Now()) || !h.State.CanBecome(to):
		return h, ErrNoHelp
	}
	h.State = to
	return h, h.put(tx, event)
}

func (h Help) put(tx *ledger.Tx, event string) error {
	if err := helps.Put(tx, h.Device.key(), h); err != nil {
		return err
	}
	return tx.Emit("help."+event, string(h.Device), string(h.Office))
}

// HelpAt returns the last call of a device; the zero Help where there was none.
func HelpAt(r ledger.Reader, id DeviceID) (Help, error) {
	h, _, err := helps.Find(r, id.key())
	return h, err
}

// Helps returns the calls that stand at an office, oldest first.
func Helps(r ledger.Reader, office catalogue.OfficeID) (all []Help, err error) {
	err = helps.Each(r, nil, func(_ ledger.Key, h Help) error {
		if h.Office == office && h.Stands(r.Now()) {
			all = append(all, h)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b Help) int { return a.Called.Compare(b.Called) })
	return all, err
}
