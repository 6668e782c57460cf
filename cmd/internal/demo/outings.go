package demo

import (
	"context"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach"
)

// outing is a vehicle on the road today.
type outing struct {
	id    outreach.OutingID
	stops []stopDay
	doors []doorDay
}

// stopDay is when the bus really comes and goes.
type stopDay struct {
	id          outreach.StopID
	come, leave time.Time
	talks       int
}

// doorDay is when somebody's door is rung.
type doorDay struct {
	id   string
	at   time.Time
	ends outreach.DeliveryState
}

// questions are what people ask at the bus, in the words of a note.
var questions = []string{"Hoe lang duurt een nieuw paspoort?", "Kan de heg langs het fietspad korter?", "Waar vraag ik hulp bij de energierekening?",
	"Wanneer komt de bus weer?", "Hoe geef ik een verhuizing door?", "Is er een maatje om mee te wandelen?", "Mag ik hier een boom kappen?", ""}

// readOutings draws how today's outings go on.
func (d *Driver) readOutings(r ledger.Reader, date calendar.Date) error {
	all, err := outreach.Outings(r, date, date)
	for _, o := range all {
		if err != nil || !o.Open() {
			continue
		}
		day := &outing{id: o.ID}
		for _, s := range o.Stops {
			come, _ := calendar.At(date, s.Arrive, d.town.zone())
			leave, _ := calendar.At(date, s.Leave, d.town.zone())
			late := time.Duration(d.random.IntN(11)-4) * time.Minute
			if s.State == outreach.Planned || s.State == outreach.Here {
				day.stops = append(day.stops, stopDay{s.ID, come.Add(late), leave.Add(time.Duration(d.random.IntN(5)) * time.Minute), 4 + d.random.IntN(8)})
			}
		}
		var round []outreach.Delivery
		round, err = outreach.RoundOf(r, o.ID)
		for _, v := range round {
			ends, at := outreach.HandedOver, time.Time{}
			if d.random.IntN(8) == 0 {
				ends = outreach.NotHome
			}
			at, _ = calendar.At(date, v.Start, d.town.zone())
			if v.State == outreach.DeliveryPlanned {
				day.doors = append(day.doors, doorDay{v.ID, at.Add(time.Duration(10+d.random.IntN(100)) * time.Minute), ends})
			}
		}
		d.bus = append(d.bus, day)
	}
	return err
}

// play drives an outing as far as it is by now.
func (o *outing) play(ctx context.Context, d *Driver, now time.Time) error {
	for len(o.stops) > 0 && !now.Before(o.stops[0].come) {
		s := o.stops[0]
		if _, err := d.update(ctx, colleague+"bus", func(tx *ledger.Tx) error { _, err := outreach.ArriveStop(tx, s.id); return err }); err != nil {
			return err
		}
		if now.Before(s.leave) {
			break
		}
		o.stops = o.stops[1:]
		if err := o.leave(ctx, d, s); err != nil {
			return err
		}
	}
	for len(o.doors) > 0 && !now.Before(o.doors[0].at) {
		v := o.doors[0]
		o.doors = o.doors[1:]
		if _, err := d.update(ctx, colleague+"bus", func(tx *ledger.Tx) error { _, err := outreach.EndDelivery(tx, v.id, v.ends); return err }); err != nil {
			return err
		}
	}
	return nil
}

// leave notes what was heard at a stop, and drives on.
func (o *outing) leave(ctx context.Context, d *Driver, s stopDay) error {
	_, err := d.update(ctx, colleague+"bus", func(tx *ledger.Tx) error {
		for range s.talks {
			if err := outreach.AddMark(tx, outreach.Mark{ID: d.newID(), Stop: s.id, Mark: min(5, 3+d.random.IntN(3))}); err != nil {
				return err
			}
		}
		for range s.talks / 2 {
			n := outreach.Note{ID: d.newID(), Stop: s.id, Theme: outreach.NoteThemes[d.random.IntN(len(outreach.NoteThemes))], Mood: 2 + d.random.IntN(4),
				Referred: outreach.NoteReferrals[d.random.IntN(len(outreach.NoteReferrals))], Question: questions[d.random.IntN(len(questions))]}
			if err := outreach.AddNote(tx, n, true); err != nil {
				return err
			}
		}
		_, err := outreach.LeaveStop(tx, s.id)
		return err
	})
	return err
}

func (d *Driver) newID() string { return ledger.NewID(Bookings{Random: d.random}.Fill) }

// mostAsked is how many calls at the door are asked for in an evening.
const mostAsked = 3

// ask asks for calls at the door in the days to come.
func (d *Driver) ask(ctx context.Context, date calendar.Date) error {
	for range d.random.IntN(mostAsked + 1) {
		call := outreach.Delivery{Lang: "nl", Kind: outreach.Bring, Product: d.town.Brought}
		var windows []outreach.Window
		err := d.server.Ledger.View(func(r ledger.Reader) error {
			areas, err := outreach.Neighbourhoods(r)
			if err != nil || len(areas) == 0 {
				return err
			}
			call.Area = areas[d.random.IntN(len(areas))].ID
			windows, err = outreach.Windows(r, call, date+10)
			return err
		})
		if err != nil || len(windows) == 0 {
			return err
		}
		who := d.neighbours().contact()
		who.Phone, who.Street, who.Postcode, who.Place = "0315 000 000", "Voorbeeldstraat 1", "7081 ZZ", "Gendringen"
		q := outreach.DeliveryRequest{Key: d.newID(), Call: call, Window: windows[d.random.IntN(len(windows))], Contact: who}
		if _, err := d.update(ctx, "resident", func(tx *ledger.Tx) error { _, err := outreach.RequestDelivery(tx, d.server.Vault, q); return err }); err != nil {
			return err
		}
	}
	return nil
}
