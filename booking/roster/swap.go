package roster

import (
	"slices"

	"balie/booking/ledger"
)

// SwapState is where a request to take over a duty stands.
type SwapState string

// The states of a swap.
const (
	Asked    SwapState = "asked"
	Accepted SwapState = "accepted"
	Declined SwapState = "declined" // by who was asked
	Recalled SwapState = "recalled" // by who asked
	Overdue  SwapState = "overdue"  // the duty changed or went meanwhile
)

// swapMoves is every move from state to state.
var swapMoves = map[SwapState][]SwapState{Asked: {Accepted, Declined, Recalled, Overdue}}

// CanBecome reports whether a swap may go from s to next.
func (s SwapState) CanBecome(next SwapState) bool { return slices.Contains(swapMoves[s], next) }

// Swap is a colleague's request that another takes over a duty, in exchange for one of theirs or not.
type Swap struct {
	ID    string      `json:"id"`
	From  ColleagueID `json:"from"`
	To    ColleagueID `json:"to"`
	Duty  DutyID      `json:"duty"`
	For   DutyID      `json:"for,omitempty"` // the duty of To that From takes in exchange
	State SwapState   `json:"state"`
}

var swaps = ledger.NewTable[Swap]("rs:")

var (
	// ErrUnknownSwap: there is no such request.
	ErrUnknownSwap = ledger.Refuse(ledger.NotFound, "roster.swap")
	// ErrSwapYours: the duty or the request is somebody else's.
	ErrSwapYours = ledger.Refuse(ledger.Forbidden, "roster.swap.yours")
	// ErrSwapState: the request was answered, or the duty changed meanwhile.
	ErrSwapState = ledger.Refuse(ledger.Conflict, "roster.swap.state")
)

// AskSwap asks a colleague to take over a duty, for one of theirs or for nothing. It refuses a duty
// that is not the asker's with ErrSwapYours, and with ErrRule where the exchange would break a rule.
func AskSwap(tx *ledger.Tx, by ColleagueID, duty DutyID, to ColleagueID, back DutyID) (Swap, error) {
	s := Swap{ID: tx.NewID(), From: by, To: to, Duty: duty, For: back, State: Asked}
	if _, err := ColleagueByID(tx, to); err != nil {
		return s, err
	}
	if _, _, err := s.exchange(tx); err != nil {
		return s, err
	}
	return s, s.write(tx)
}

func (s Swap) write(tx *ledger.Tx) error {
	if err := swaps.Put(tx, ledger.K().Str(s.ID), s); err != nil {
		return err
	}
	return tx.Emit("roster.swap", s.ID)
}

// exchange returns both duties as they would be, or says why they cannot.
func (s Swap) exchange(tx *ledger.Tx) (given, taken Duty, err error) {
	if given, err = DutyByID(tx, s.Duty); err != nil {
		return given, taken, err
	}
	if given.Colleague != s.From || s.From == s.To {
		return given, taken, ErrSwapYours
	}
	if s.For != "" {
		if taken, err = DutyByID(tx, s.For); err != nil {
			return given, taken, err
		}
		if taken.Colleague != s.To {
			return given, taken, ErrSwapYours
		}
		taken.Colleague = s.From
	}
	given.Colleague = s.To
	for _, d := range []Duty{given, taken} {
		if d.ID == "" {
			continue
		}
		found, err := s.check(tx, d)
		if err == nil {
			err = refuse(d, found)
		}
		if err != nil {
			return given, taken, err
		}
	}
	return given, taken, nil
}

// check is Check as if the two duties of the swap were exchanged already.
func (s Swap) check(r ledger.Reader, d Duty) ([]Conflict, error) {
	k, err := read(r, d.Date, d.Date)
	if err != nil {
		return nil, err
	}
	if d.ID == s.For {
		return k.check(d, s.Duty)
	}
	return k.check(d, s.For)
}

// AcceptSwap exchanges the duties, as who was asked. It refuses with ErrSwapYours, ErrSwapState, and
// with ErrRule where a rule would be broken by now.
func AcceptSwap(tx *ledger.Tx, by ColleagueID, id string) (Swap, error) {
	s, err := answerable(tx, id, Accepted, func(s Swap) ColleagueID { return s.To }, by)
	if err != nil || s.State == Accepted {
		return s, err
	}
	given, taken, err := s.exchange(tx)
	if err != nil {
		return s, err
	}
	for _, d := range []Duty{given, taken} {
		if d.ID != "" {
			if err := d.write(tx); err != nil {
				return s, err
			}
			if err := changed(tx, d.Place, d.Date); err != nil {
				return s, err
			}
		}
	}
	s.State = Accepted
	return s, s.write(tx)
}

// DeclineSwap says no, as who was asked.
func DeclineSwap(tx *ledger.Tx, by ColleagueID, id string) (Swap, error) {
	return answer(tx, by, id, Declined, func(s Swap) ColleagueID { return s.To })
}

// RecallSwap takes a request back, as who asked.
func RecallSwap(tx *ledger.Tx, by ColleagueID, id string) (Swap, error) {
	return answer(tx, by, id, Recalled, func(s Swap) ColleagueID { return s.From })
}

func answer(tx *ledger.Tx, by ColleagueID, id string, to SwapState, whose func(Swap) ColleagueID) (Swap, error) {
	s, err := answerable(tx, id, to, whose, by)
	if err != nil || s.State == to {
		return s, err
	}
	s.State = to
	return s, s.write(tx)
}

// answerable returns a swap that may go to a state by this colleague; one that is there already too.
func answerable(tx *ledger.Tx, id string, to SwapState, whose func(Swap) ColleagueID, by ColleagueID) (Swap, error) {
	s, found, err := swaps.Find(tx, ledger.K().Str(id))
	switch {
	case err != nil:
		return s, err
	case !found:
		return s, ErrUnknownSwap
	case whose(s) != by:
		return s, ErrSwapYours
	case s.State != to && !s.State.CanBecome(to):
		return s, ErrSwapState
	}
	return s, nil
}

// Swaps returns the requests that a colleague made or was asked, and that are not answered.
func Swaps(r ledger.Reader, of ColleagueID) (all []Swap, err error) {
	err = swaps.Each(r, nil, func(_ ledger.Key, s Swap) error {
		if s.State == Asked && (s.From == of || s.To == of) {
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

// closeSwaps ends the requests about a duty that is gone.
func closeSwaps(tx *ledger.Tx, duty DutyID) error {
	var over []Swap
	err := swaps.Each(tx, nil, func(_ ledger.Key, s Swap) error {
		if s.State == Asked && (s.Duty == duty || s.For == duty) {
			over = append(over, s)
		}
		return nil
	})
	for _, s := range over {
		s.State = Overdue
		if err == nil {
			err = swaps.Put(tx, ledger.K().Str(s.ID), s)
		}
	}
	return err
}

// Free returns who could take a duty without breaking a rule, for who looks for somebody. The
// colleague who has it is not among them.
func Free(r ledger.Reader, d Duty) (free []ColleagueID, err error) {
	k, err := read(r, d.Date, d.Date)
	if err != nil {
		return nil, err
	}
	for id := range k.colleagues {
		if id == d.Colleague {
			continue
		}
		asked := d
		asked.Colleague, asked.Accepted = id, nil
		if found, err := k.check(asked, ""); err != nil {
			return nil, err
		} else if len(found) == 0 {
			free = append(free, id)
		}
	}
	slices.Sort(free)
	return free, nil
}
