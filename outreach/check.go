package outreach

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// Rule is what an outing can break.
type Rule string

// The rules. The hard ones are never written; the others may be accepted knowingly.
const (
	VehicleTaken Rule = "vehicle" // it is on another outing then
	KitAway      Rule = "kit"     // it is elsewhere then
	CrewTaken    Rule = "crew"    // somebody of the crew is elsewhere, away, or may not by law
	CrewHours    Rule = "hours"   // somebody of the crew does not work then, or more than by contract
	FewCrew      Rule = "few"     // fewer go along than the vehicle needs
	NoHand       Rule = "hand"    // nobody of the crew can work with the kit
	PlaceShut    Rule = "place"   // one may not stand there then
	NoPermit     Rule = "permit"  // the permission has ended
	DayBlocked   Rule = "day"     // a fair or road works
	TooTight     Rule = "drive"   // there is no time to drive
	OutOfHours   Rule = "out"     // the vehicle does not go out then
)

var hard = []Rule{VehicleTaken, KitAway, CrewTaken}

// Hard reports whether a rule can never be broken.
func (u Rule) Hard() bool { return slices.Contains(hard, u) }

// Conflict is a rule that an outing breaks, what is in the way, and one remedy.
type Conflict struct {
	Rule     Rule
	Stop     int                // which; -1 for the outing as a whole
	Who      roster.ColleagueID // of the crew
	Why      roster.Rule        // of the roster
	With     string             // the other outing, kit use or thing
	Accepted bool
	Remedy   Remedy
}

// Remedy is one change that would mend a conflict.
type Remedy struct {
	Do   string             // "crew", "kit", "time", "stop", "vehicle", "accept"
	Who  roster.ColleagueID // to take the place of Conflict.Who
	Cell calendar.Cell      // when the stop could begin
}

// checker weighs one outing.
type checker struct {
	r      ledger.Reader
	o      Outing
	v      Vehicle
	places []Place
	drives Drives
	found  []Conflict
}

// Check returns every rule that an outing breaks or would break, the hard ones first.
func Check(r ledger.Reader, o Outing) ([]Conflict, error) {
	c := &checker{r: r, o: o}
	var err error
	if c.v, err = VehicleByID(r, o.Vehicle); err != nil {
		return nil, err
	}
	if c.drives, err = DrivesOf(r); err != nil {
		return nil, err
	}
	for _, s := range o.Stops {
		p, err := PlaceByID(r, s.Place)
		if err != nil {
			return nil, err
		}
		c.places = append(c.places, p)
	}
	for _, look := range []func() error{c.vehicle, c.kit, c.crew, c.stops, c.driving} {
		if err := look(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(c.found, func(a, b Conflict) int { return rank(a) - rank(b) })
	return c.found, nil
}

func rank(c Conflict) int {
	if c.Rule.Hard() {
		return 0
	}
	return 1
}

func (c *checker) broken(x Conflict) {
	x.Accepted = !x.Rule.Hard() && slices.Contains(c.o.Accepted, x.Rule)
	c.found = append(c.found, x)
}

func (c *checker) vehicle() error {
	if !slices.Contains(c.v.Weekdays, calendar.Weekday(c.o.Date.Weekday())) || c.o.From < c.v.From || c.o.Until > c.v.Until {
		c.broken(Conflict{Rule: OutOfHours, Stop: -1, Remedy: Remedy{Do: "time", Cell: c.v.From}})
	}
	all, err := Outings(c.r, c.o.Date, c.o.Date)
	for _, o := range all {
		if o.ID != c.o.ID && o.Vehicle == c.o.Vehicle && o.State != Cancelled && o.From < c.o.Until && c.o.From < o.Until {
			c.broken(Conflict{Rule: VehicleTaken, Stop: -1, With: string(o.ID), Remedy: Remedy{Do: "time", Cell: o.Until}})
		}
	}
	return err
}

func (c *checker) kit() error {
	if c.o.Kit == "" {
		return nil
	}
	kit, err := KitByID(c.r, c.o.Kit)
	if err != nil {
		return err
	}
	with, err := kitTaken(c.r, c.o.Kit, c.o.Date, c.o.From, c.o.Until, string(c.o.ID))
	if err != nil {
		return err
	}
	if with != "" {
		c.broken(Conflict{Rule: KitAway, Stop: -1, With: with, Remedy: Remedy{Do: "kit"}})
	}
	if kit.Needs == "" {
		return nil
	}
	for _, who := range c.o.Crew {
		m, err := roster.ColleagueByID(c.r, who)
		if err != nil {
			return err
		}
		if m.Can([]string{kit.Needs}) {
			return nil
		}
	}
	who, err := c.free(kit.Needs)
	c.broken(Conflict{Rule: NoHand, Stop: -1, Remedy: Remedy{Do: "crew", Who: who}})
	return err
}

// free returns somebody who could come along, with a skill where one is asked; "" if nobody.
func (c *checker) free(skill string) (roster.ColleagueID, error) {
	d := c.duty("")
	if skill != "" {
		d.Needs = []string{skill}
	}
	all, err := roster.Free(c.r, d)
	for _, who := range all {
		if !slices.Contains(c.o.Crew, who) {
			return who, err
		}
	}
	return "", err
}

// duty is what the outing asks of a colleague.
func (c *checker) duty(who roster.ColleagueID) roster.Duty { return c.o.duty(who) }

func (o Outing) duty(who roster.ColleagueID) roster.Duty {
	return roster.Duty{Colleague: who, Date: o.Date, Start: o.From, End: o.Until, Kind: roster.Outing, Place: string(o.ID), Draft: !o.Open() && o.State != Done}
}

func (c *checker) crew() error {
	if len(c.o.Crew) < c.v.Crew {
		who, err := c.free("")
		if err != nil {
			return err
		}
		c.broken(Conflict{Rule: FewCrew, Stop: -1, Remedy: Remedy{Do: "crew", Who: who}})
	}
	mine, err := dutiesOf(c.r, c.o)
	if err != nil {
		return err
	}
	for _, who := range c.o.Crew {
		d := c.duty(who)
		d.ID = mine[who].ID
		found, err := roster.Check(c.r, d)
		if err != nil {
			return err
		}
		for _, x := range found {
			rule, stand := CrewHours, roster.ColleagueID("")
			if !x.Rule.Acceptable() {
				rule = CrewTaken
			}
			if stand, err = c.free(""); err != nil {
				return err
			}
			c.broken(Conflict{Rule: rule, Stop: -1, Who: who, Why: x.Rule, With: string(x.Other), Remedy: Remedy{Do: "crew", Who: stand}})
		}
	}
	return nil
}

// dutiesOf are the duties that an outing's crew have for it.
func dutiesOf(r ledger.Reader, o Outing) (map[roster.ColleagueID]roster.Duty, error) {
	all, err := roster.Duties(r, o.Date, o.Date)
	mine := map[roster.ColleagueID]roster.Duty{}
	for _, d := range all {
		if d.Kind == roster.Outing && d.Place == string(o.ID) && o.ID != "" {
			mine[d.Colleague] = d
		}
	}
	return mine, err
}

func (c *checker) stops() error {
	all, err := Layers(c.r)
	if err != nil {
		return err
	}
	for i, s := range c.o.Stops {
		if s.State == Off {
			continue
		}
		p := c.places[i]
		if p.PermitUntil != 0 && c.o.Date > p.PermitUntil {
			c.broken(Conflict{Rule: NoPermit, Stop: i, Remedy: Remedy{Do: "stop"}})
		} else if open := p.open(c.o.Date); !s.Cells().AndNot(open).Empty() {
			x := Conflict{Rule: PlaceShut, Stop: i, Remedy: Remedy{Do: "stop"}}
			if first, ok := open.Starts(int(s.Leave - s.Arrive)).First(); ok {
				x.Remedy = Remedy{Do: "time", Cell: first}
			}
			c.broken(x)
		}
		for _, d := range OnDay(all, p.Neighbourhood, c.o.Date) {
			if d.Blocks {
				c.broken(Conflict{Rule: DayBlocked, Stop: i, With: d.What, Remedy: Remedy{Do: "stop"}})
			}
		}
	}
	return nil
}

// driving looks whether there is time to drive from each stop to the next, and out and back.
func (c *checker) driving() error {
	at, from, ready := c.v.ID, c.v.position(), c.o.From
	for i, s := range c.o.Stops {
		if s.State == Off {
			continue
		}
		p := c.places[i]
		earliest := ready + cells(c.drives.Minutes(at, string(p.ID), from, p.position()))
		if s.Arrive < earliest {
			c.broken(Conflict{Rule: TooTight, Stop: i, Remedy: Remedy{Do: "time", Cell: earliest}})
		}
		at, from, ready = string(p.ID), p.position(), s.Leave
	}
	if back := ready + cells(c.drives.Minutes(at, c.v.ID, from, c.v.position())); back > c.o.Until && at != c.v.ID {
		c.broken(Conflict{Rule: TooTight, Stop: -1, Remedy: Remedy{Do: "time", Cell: back}})
	}
	return nil
}
