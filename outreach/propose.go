package outreach

import (
	"errors"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach/period"
	"balie/outreach/route"
)

// Proposal is a period as the planner proposes it, beside what there is.
type Proposal struct {
	From, Until calendar.Date
	Problem     *period.Problem
	Plan        period.Plan
	Areas       []Neighbourhood // as period knows them, by index
	Places      []Place
	Days        []ProposedDay
}

// ProposedDay is one vehicle-day of a proposal.
type ProposedDay struct {
	Outing Outing // what there is; zero where nothing is planned
	Stops  []Stop
	Crew   []roster.ColleagueID
	Kit    string
}

// LongestAhead is how many weeks a period has at most.
const LongestAhead = 13

// ErrPeriod: a period has one to thirteen weeks.
var ErrPeriod = ledger.Refuse(ledger.Invalid, "outreach.period")

// The bus stands somewhere for two hours when nobody says otherwise, and nowhere between noon and one.
const (
	visitCells = 120 / calendar.CellMinutes
	noon       = 12 * 60 / calendar.CellMinutes
)

// stopsADay is how many stops the planner puts in a day.
const stopsADay = 2

// Propose plans the days from one until another: by default the period before, mended, with what was
// published as it is. It searches: call it in a View.
func Propose(r ledger.Reader, from, until calendar.Date, o period.Options) (Proposal, error) {
	p := Proposal{From: from, Until: until}
	if until < from || until-from >= 7*LongestAhead {
		return p, ErrPeriod
	}
	b := &builder{r: r, p: &p, problem: &period.Problem{Visit: visitCells, Pause: calendar.Cells{}.With(noon, noon+12), Begin: from, End: until}}
	for _, step := range []func() error{b.areas, b.places, b.days, b.open, b.promises} {
		if err := step(); err != nil {
			return p, err
		}
	}
	p.Problem = b.problem
	plan, err := period.Solve(b.problem, o)
	if err != nil {
		return p, err
	}
	p.Plan = plan
	b.take(plan)
	return p, nil
}

// builder makes the problem of a period from what is kept.
type builder struct {
	r       ledger.Reader
	p       *Proposal
	problem *period.Problem
	index   map[PlaceID]int
	layers  []Layer
	kits    []Kit
}

func (b *builder) areas() error {
	all, err := Coverages(b.r, b.p.From)
	for _, c := range all {
		n := c.Neighbourhood
		b.p.Areas = append(b.p.Areas, n)
		b.problem.Areas = append(b.problem.Areas, period.Area{
			Name: n.Name, Residents: n.Residents, Wished: b.due(c), Patience: n.Patience(), Last: c.Last,
		})
	}
	return err
}

// due is how many visits a neighbourhood should have in the period, so that none is further from the one
// before than its patience.
func (b *builder) due(c Coverage) int {
	if c.Neighbourhood.Wished == 0 {
		return 0
	}
	patience := calendar.Date(c.Neighbourhood.Patience())
	return int((b.p.Until + 1 - max(c.Last, b.p.From-patience)) / patience)
}

func (b *builder) places() (err error) {
	if b.p.Places, err = Places(b.r); err != nil {
		return err
	}
	if b.layers, err = Layers(b.r); err != nil {
		return err
	}
	if b.kits, err = Kits(b.r); err != nil {
		return err
	}
	measured, err := DrivesOf(b.r)
	if err != nil {
		return err
	}
	vehicles, err := Vehicles(b.r)
	b.index = map[PlaceID]int{}
	home, at := "", route.Position{}
	for _, v := range vehicles {
		if !v.Delivers {
			home, at = v.ID, v.position()
			break
		}
	}
	names, positions := []string{home}, []route.Position{at}
	for i, p := range b.p.Places {
		b.index[p.ID] = i
		area := slices.IndexFunc(b.p.Areas, func(n Neighbourhood) bool { return n.ID == p.Neighbourhood })
		contacts := p.Contacts * visitCells * calendar.CellMinutes / 60
		if p.Contacts == 0 {
			contacts = 6 + b.p.Areas[area].Residents/800
		}
		b.problem.Places = append(b.problem.Places, period.Place{Name: p.Name, Area: area, Contacts: contacts})
		names, positions = append(names, string(p.ID)), append(positions, p.position())
	}
	for i := range names {
		row := make([]int, len(names))
		for j := range names {
			row[j] = measured.Minutes(names[i], names[j], positions[i], positions[j])
		}
		b.problem.Drive = append(b.problem.Drive, row)
	}
	return err
}

func (b *builder) days() error {
	vehicles, err := Vehicles(b.r)
	if err != nil {
		return err
	}
	length := b.p.Until - b.p.From + 1
	now, err := Outings(b.r, b.p.From, b.p.Until)
	if err != nil {
		return err
	}
	before, err := Outings(b.r, b.p.From-length, b.p.From-1)
	if err != nil {
		return err
	}
	for date := b.p.From; date <= b.p.Until; date++ {
		if _, holiday := calendar.Holiday(date); holiday {
			continue
		}
		for _, v := range vehicles {
			if v.Delivers || !slices.Contains(v.Weekdays, calendar.Weekday(date.Weekday())) {
				continue
			}
			if err := b.day(v, date, outingOn(now, v.ID, date), outingOn(before, v.ID, date-length)); err != nil {
				return err
			}
		}
	}
	return nil
}

// outingOn is the outing of a vehicle on a day, a cancelled one only if there is no other.
func outingOn(all []Outing, vehicle string, date calendar.Date) (found Outing) {
	for _, o := range all {
		if o.Vehicle == vehicle && o.Date == date && (found.ID == "" || o.State != Cancelled) {
			found = o
		}
	}
	return found
}

func (b *builder) day(v Vehicle, date calendar.Date, o, last Outing) error {
	d := period.Day{Date: date, Vehicle: v.ID, From: v.From, Until: v.Until, Most: stopsADay, Need: v.Crew}
	if o.State == Done || o.State == Cancelled && date < calendar.Date(b.r.Now().Unix()/86400) {
		return nil
	}
	free, err := roster.Free(b.r, roster.Duty{Date: date, Start: v.From, End: v.Until, Kind: roster.Outing, Place: v.ID})
	if err != nil {
		return err
	}
	had, err := b.stillCan(o)
	if err != nil {
		return err
	}
	for _, who := range slices.Concat(had, free) {
		if c, err := roster.ColleagueByID(b.r, who); err == nil && !slices.ContainsFunc(d.Hands, func(h period.Hand) bool { return h.ID == string(who) }) {
			d.Hands = append(d.Hands, period.Hand{ID: string(who), Kit: b.handles(c)})
		}
	}
	day := ProposedDay{Outing: o}
	if day.Kit, err = b.kitFor(date, v, o); err != nil {
		return err
	}
	d.Kit = day.Kit != ""
	switch {
	case o.Open():
		d.From, d.Until, d.Most = min(d.From, o.From), max(d.Until, o.Until), max(d.Most, len(o.live()))
		for _, s := range o.live() {
			d.Published = append(d.Published, period.Visit{Place: b.index[s.Place], Arrive: s.Arrive, Leave: s.Leave})
		}
	case o.State == Draft && o.ID != "":
		d.Last = b.indexes(o)
	default:
		d.Last = b.indexes(last)
	}
	for _, who := range o.Crew {
		d.Had = append(d.Had, string(who))
	}
	if !o.Open() {
		d.Had = nil
	}
	b.problem.Days, b.p.Days = append(b.problem.Days, d), append(b.p.Days, day)
	return nil
}

func (b *builder) handles(c roster.Colleague) bool {
	return slices.ContainsFunc(b.kits, func(k Kit) bool { return k.Needs == "" || c.Can([]string{k.Needs}) })
}

func (b *builder) indexes(o Outing) (all []int) {
	for _, s := range o.live() {
		if i, ok := b.index[s.Place]; ok && !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// stillCan are those of an outing's crew who can still go.
func (b *builder) stillCan(o Outing) (can []roster.ColleagueID, err error) {
	mine, err := dutiesOf(b.r, o)
	if err != nil || o.ID == "" {
		return nil, err
	}
	for _, who := range o.Crew {
		d := o.duty(who)
		d.ID = mine[who].ID
		found, err := roster.Check(b.r, d)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(found, func(c roster.Conflict) bool { return !c.Rule.Acceptable() }) {
			can = append(can, who)
		}
	}
	return can, nil
}

// kitFor is a kit that can go along on a day.
func (b *builder) kitFor(date calendar.Date, v Vehicle, o Outing) (string, error) {
	if o.Kit != "" {
		return o.Kit, nil
	}
	for _, k := range b.kits {
		taken, err := kitTaken(b.r, k.ID, date, v.From, v.Until, string(o.ID))
		if err != nil {
			return "", err
		}
		if taken == "" {
			return k.ID, nil
		}
	}
	return "", nil
}

// open says of each place when one may stand there on each of the days, and why not.
func (b *builder) open() error {
	for i, p := range b.p.Places {
		at := &b.problem.Places[i]
		for _, d := range b.problem.Days {
			open, why := p.open(d.Date), period.Reason("")
			if p.PermitUntil != 0 && d.Date > p.PermitUntil {
				why = period.Permit
			}
			for _, x := range OnDay(b.layers, p.Neighbourhood, d.Date) {
				if x.Blocks {
					open, why = calendar.Cells{}, period.Blocked
				}
			}
			at.Open, at.Why = append(at.Open, open), append(at.Why, why)
		}
	}
	return nil
}

func (b *builder) promises() error {
	all, err := Requests(b.r, RequestWish)
	for _, q := range all {
		area := slices.IndexFunc(b.p.Areas, func(n Neighbourhood) bool { return n.ID == q.Neighbourhood })
		if area >= 0 && q.From <= b.p.Until && q.Until >= b.p.From {
			b.problem.Promises = append(b.problem.Promises, period.Promise{Area: area, From: q.From, Until: q.Until})
		}
	}
	return err
}

// take makes stops of the plan's visits.
func (b *builder) take(plan period.Plan) {
	for i := range b.p.Days {
		day := &b.p.Days[i]
		for _, v := range plan.Days[i] {
			s := Stop{Place: b.p.Places[v.Place].ID, Arrive: v.Arrive, Leave: v.Leave, State: Planned}
			for _, old := range day.Outing.Stops {
				if old.Place == s.Place && old.State != Off {
					s = old
					if !day.Outing.Open() {
						s.Arrive, s.Leave = v.Arrive, v.Leave
					}
				}
			}
			day.Stops = append(day.Stops, s)
		}
		for _, id := range plan.Crew[i] {
			day.Crew = append(day.Crew, roster.ColleagueID(id))
		}
		if !plan.Kit[i] {
			day.Kit = ""
		}
	}
}

// Changes reports whether a day of a proposal is another than what there is.
func (p Proposal) Changes(day int) bool {
	d := p.Days[day]
	if d.Outing.Open() {
		return false
	}
	return !sameStops(d.Stops, d.Outing.live()) || len(d.Stops) > 0 && !slices.Equal(d.Crew, d.Outing.Crew)
}

// Adopt drafts a day of a proposal as an outing, in the place of the draft that there was; a day without
// stops takes the draft away. What was published is left alone. It refuses as PutOuting does.
func (p Proposal) Adopt(tx *ledger.Tx, day int) (Outing, error) {
	d, at := p.Days[day], p.Problem.Days[day]
	o := d.Outing
	if o.Open() {
		return o, nil
	}
	if o.State == Cancelled {
		o = Outing{}
	}
	if len(d.Stops) == 0 {
		if o.ID == "" {
			return o, nil
		}
		return o, DropDraft(tx, o.ID)
	}
	if o.ID != "" {
		if now, err := OutingByID(tx, o.ID); errors.Is(err, ErrUnknownOuting) {
			return o, ErrOvertaken
		} else if err != nil {
			return o, err
		} else if now.Version != o.Version {
			return o, ErrOvertaken
		}
	}
	o.Vehicle, o.Date, o.From, o.Until, o.Stops, o.Crew, o.Kit = at.Vehicle, at.Date, at.From, at.Until, d.Stops, d.Crew, d.Kit
	return PutOuting(tx, o)
}
