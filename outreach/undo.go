package outreach

import (
	"slices"

	"balie/booking/ledger"
)

// UndoStep puts the stops of an outing back as they were before one step of the team: arriving, leaving or being late,
// by mistake. was is the outing as it stood before that step; a step that changed nothing is nothing to undo. It
// refuses with ErrOvertaken where something else became of the outing since, and with ErrUnknownOuting.
func UndoStep(tx *ledger.Tx, was Outing) (Outing, error) {
	now, err := OutingByID(tx, was.ID)
	if err != nil || now.Version == was.Version {
		return now, err
	}
	if now.Version != was.Version+1 || len(now.Stops) != len(was.Stops) {
		return now, ErrOvertaken
	}
	back := now
	back.Stops, back.State = slices.Clone(now.Stops), was.State
	for i := range back.Stops {
		if now.Stops[i].Late > 0 && was.Stops[i].Late == 0 {
			if err := was.tellLate(tx, i); err != nil { // whoever was not told yet is not told
				return now, err
			}
		}
		back.Stops[i].State, back.Stops[i].Late = was.Stops[i].State, was.Stops[i].Late
	}
	if err := back.refreshOffices(tx, now); err != nil {
		return now, err
	}
	return back, back.write(tx, "stop.undone")
}

// RemoveNote takes a note away that was kept by mistake; one that is not there is away already.
func RemoveNote(tx *ledger.Tx, stop StopID, id string) { notes.Delete(tx, key(string(stop)).Str(id)) }

// RemoveMark takes a mark away that was given by mistake; one that is not there is away already.
func RemoveMark(tx *ledger.Tx, stop StopID, id string) { marks.Delete(tx, key(string(stop)).Str(id)) }
