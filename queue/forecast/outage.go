package forecast

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
	"balie/queue/sim"
	"balie/queue/steer"
)

// Remedy is something that can be done when a desk falls out.
type Remedy string

// The remedies, from what asks least of residents to what asks most.
const (
	ByHelp  Remedy = "help"  // a colleague who does other work today opens the desk
	ByField Remedy = "field" // a colleague who is to go out today comes to the desk
	ByMove  Remedy = "move"  // the fewest people are asked to come at another time
)

// Outage is what it means that a desk falls out today: what no longer fits, what is expected when
// nothing is done, and what each way would make of it. Figures are simulated.
type Outage struct {
	Office   catalogue.Office
	Desk     catalogue.Desk
	From     calendar.Cell
	Unplaced []booking.AppointmentID // the fewest that no longer fit
	Before   sim.Outlook             // with the desk
	After    sim.Outlook             // without, and nothing done
	Answers  []Answer                // at most three
}

// Answer is one remedy, and what is expected of the day with it.
type Answer struct {
	Remedy  Remedy
	Outlook sim.Outlook
	Duty    roster.DutyID // with ByField
	Starts  time.Time     // when the desk opens, with ByHelp and ByField
}

// Comes to a desk so long after being asked.
const comesWithin = 15 * time.Minute

// outDays is how many simulated days stand behind each expectation.
const outDays = 120

// AssessOutage says what it means that a desk falls out today from now on. It plays many days: call it in
// a View of its own. It refuses with ErrUnknownDesk and ErrNoDay.
func AssessOutage(r ledger.Reader, office catalogue.OfficeID, desk catalogue.DeskID) (Outage, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Outage{}, err
	}
	out := Outage{Office: o}
	var known bool
	if out.Desk, known = o.Desk(desk); !known {
		return out, queue.ErrUnknownDesk
	}
	date, now := calendar.CellIn(r.Now(), o.Location())
	out.From = now
	day, err := PlanDay(r, office, date)
	if err != nil {
		return out, err
	}
	if out.Unplaced, err = booking.DeskOutage(r, office, date, desk, now); err != nil {
		return out, err
	}
	if err := out.addAnswers(r, day, date); err != nil {
		return out, err
	}
	out.play(day)
	return out, nil
}

// addAnswers adds what can be done today.
func (out *Outage) addAnswers(r ledger.Reader, day DayAhead, date calendar.Date) error {
	duties, err := roster.OnDuty(r, date)
	if err != nil {
		return err
	}
	helps, err := queue.SomebodyCanHelp(r, out.Office.ID, date)
	if err != nil {
		return err
	}
	starts := laterOf(r.Now().Add(comesWithin), day.Opens)
	for _, d := range duties {
		helps = helps || d.CanHelp && d.Place == string(out.Office.ID) && d.End > out.From
	}
	if helps {
		out.Answers = append(out.Answers, Answer{Remedy: ByHelp, Starts: starts})
	}
	for _, d := range duties {
		c, err := roster.ColleagueByID(r, d.Colleague)
		if err != nil {
			return err
		}
		if d.Kind == roster.Outing && d.End > out.From && c.Can(out.Desk.Skills) {
			out.Answers = append(out.Answers, Answer{Remedy: ByField, Duty: d.ID, Starts: starts})
			break
		}
	}
	if len(out.Unplaced) > 0 {
		out.Answers = append(out.Answers, Answer{Remedy: ByMove})
	}
	return nil
}

// play simulates the day as it was to be, without the desk, and with each way.
func (out *Outage) play(day DayAhead) {
	whole := day.Plan
	fallen := whole
	from := int(0)
	if at, ok := calendar.At(day.Date, out.From, out.Office.Location()); ok {
		from = max(0, int(at.Sub(day.Opens).Minutes()))
	}
	fallen.Desks = out.closed(day, from)
	plans := []sim.Plan{fallen, whole}
	for _, w := range out.Answers {
		plans = append(plans, out.with(w, day, fallen))
	}
	results := sim.ComparePlans(plans, "edd-lookahead", outDays, uint64(day.Date))
	out.After, out.Before = results[0], results[1]
	for i := range out.Answers {
		out.Answers[i].Outlook = results[i+2]
	}
}

// closed are the desks of the day when this one takes nobody from a minute on.
func (out *Outage) closed(day DayAhead, from int) []sim.PlanDesk {
	desks := slices.Clone(day.Plan.Desks)
	for i, id := range day.Desks {
		if id != out.Desk.ID {
			continue
		}
		var open [][2]int
		for _, o := range desks[i].Open {
			if o[0] < from {
				open = append(open, [2]int{o[0], min(o[1], from)})
			}
		}
		desks[i].Open = open
	}
	return desks
}

// with is the day as a way makes it.
func (out *Outage) with(w Answer, day DayAhead, fallen sim.Plan) sim.Plan {
	p := fallen
	if w.Remedy == ByMove {
		p.Booked = nil
		for _, b := range fallen.Booked {
			if !slices.Contains(out.Unplaced, booking.AppointmentID(b.ID)) {
				p.Booked = append(p.Booked, b)
			}
		}
		return p
	}
	starts := int(w.Starts.Sub(day.Opens).Minutes())
	p.Desks = slices.Clone(fallen.Desks)
	for i, id := range day.Desks {
		if id == out.Desk.ID {
			p.Desks = append(p.Desks, sim.PlanDesk{Can: day.Plan.Desks[i].Can, Open: after(day.Plan.Desks[i].Open, starts)})
		}
	}
	return p
}

// after is what is left of opening hours from a minute on.
func after(open [][2]int, from int) (left [][2]int) {
	for _, o := range open {
		if o[1] > from {
			left = append(left, [2]int{max(o[0], from), o[1]})
		}
	}
	return left
}

// Help is the warning that asks a colleague to open the desk.
func (out *Outage) Help() steer.Warning {
	w := steer.Warning{Action: steer.Open, Desk: string(out.Desk.ID), Without: out.After.Late}
	for _, way := range out.Answers {
		if way.Remedy == ByHelp {
			w.With = way.Outlook.Late
		}
	}
	return w
}
