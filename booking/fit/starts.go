package fit

import "balie/booking/calendar"

// Starts returns those of among at which [Place] would take an unpinned visit
// of that many cells with that need: no more, no fewer. Most are found, or
// ruled out, by looking at free cells alone; only for the rest is the day laid
// out and searched, by the same code and with the same budget as Place.
func Starts(desks []Desk, placed []Visit, cells int, need Skills, among calendar.Cells) calendar.Cells {
	if cells <= 0 || cells > calendar.CellsPerDay {
		return calendar.Cells{}
	}
	var few [smallOffice]calendar.Cells
	busy := perDesk(few[:], len(desks))
	occupy(busy, desks, placed)
	var free, open calendar.Cells
	for i, d := range desks {
		able := d.eligible(need)
		free = free.Or(able.AndNot(busy[i]).Starts(cells))
		open = open.Or(able.Starts(cells))
	}
	found := free.And(among)
	rest := among.And(open).AndNot(found)
	if rest.Empty() || len(desks) > maxDesks {
		return found
	}
	if rest = rest.And(idle(desks, busy).Starts(cells)); rest.Empty() {
		return found
	}
	if uniform(desks, placed) {
		return found.Or(rest)
	}
	return found.Or(lay(desks, placed).starts(cells, need, rest))
}

// starts returns those of among at which others can make room.
func (t *table) starts(cells int, need Skills, among calendar.Cells) (found calendar.Cells) {
	for start := range among.And(t.reachable(need).Starts(cells)).All() {
		newcomer := t.job(len(t.placed), Visit{Start: start, Cells: cells, Need: need})
		if newcomer.allowed != 0 && t.interchangeable(newcomer) {
			if t.idleAmong(newcomer.allowed).Covers(newcomer.start, newcomer.end) {
				found = found.With(start, start+1)
			}
			continue
		}
		if _, ok, _ := t.rearrange(Visit{Start: start, Cells: cells, Need: need}, budget); ok {
			found = found.With(start, start+1)
		}
	}
	return found
}
