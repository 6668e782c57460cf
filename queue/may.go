package queue

import "slices"

// MayPick reports whether a desk can call a ticket by hand now, as PickByHand judges it: a control stands where it can succeed.
func (d DeskView) MayPick(t Ticket) bool {
	return t.State == Waiting && d.idle() && d.Mode.Takes() && d.Can(t.Skills)
}

// MayResume reports the same of going on with somebody who was parked.
func (d DeskView) MayResume(t Ticket) bool { return t.State == Parked && d.idle() && d.Can(t.Skills) }

func (d DeskView) idle() bool { return d.State != DeskClosed && d.Ticket == "" }

// MaySend are the desks to which a ticket can be sent on: somebody is there, for more than a moment, who can do it.
func (v View) MaySend(t Ticket) (desks []DeskView) {
	for _, d := range v.Desks {
		if d.State != DeskClosed && d.Mode != Away && d.ID != t.Desk && d.Can(t.Skills) {
			desks = append(desks, d)
		}
	}
	return desks
}

// MaySkills are the skills for which a ticket can be sent on beside its own: somebody else is there who has them.
func (v View) MaySkills(t Ticket) (skills []string) {
	for _, d := range v.Desks {
		if d.State != DeskClosed && d.Mode != Away && d.ID != t.Desk {
			skills = append(skills, d.Skills...)
		}
	}
	slices.Sort(skills)
	return slices.Compact(skills)
}
