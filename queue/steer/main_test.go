package steer

import "time"

// Skills of the tests: passports, deeds, care.
const (
	pass Skills = 1 << iota
	deed
	care
)

var nine = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

func at(minutes int) time.Time { return nine.Add(time.Duration(minutes) * time.Minute) }

func desk(id string, can Skills) Desk { return Desk{ID: id, Can: can, Works: true} }

func (d Desk) busy(until int) Desk {
	d.FreeAt, d.Helping = at(until), WalkIn
	return d
}

func walkIn(id string, arrived, minutes int) Guest {
	return Guest{ID: id, Kind: WalkIn, Need: pass, Minutes: minutes, Arrived: at(arrived), Due: at(arrived + 15)}
}

func appointment(id string, booked, minutes int) Guest {
	return Guest{ID: id, Kind: Appointment, Need: pass, Minutes: minutes, Booked: at(booked), Arrived: at(booked - 5), Due: at(booked + 5)}
}

func expected(id string, booked, minutes int) Expected {
	return Expected{ID: id, At: at(booked), Due: at(booked + 5), Need: pass, Minutes: minutes}
}

func (g Guest) needs(s Skills) Guest { g.Need = s; return g }
func (g Guest) of(k Kind) Guest      { g.Kind = k; return g }
