package plan

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
	"balie/web/whatif"
)

// changePath is where a change of outings stands, before its id.
const changePath = "/medewerker/inzet/wijziging/"

// cancelPath is where the team on the road says that the bus cannot go, and takes that back: they plan nothing else.
const cancelPath = "/medewerker/inzet/afgelasten"

// effectOf is what a change of an outing would do, in words.
type effectOf struct {
	whatif.Plan
	days        whatif.Days
	all, cancel bool
	what        []string // what becomes of the outings
	keep        int
	breaks      []string // rules that it breaks
}

// readEffect foresees the change that is asked for.
func (v *dayView) readEffect(r ledger.Reader, names people, places map[outreach.PlaceID]placeView) error {
	if !v.asked {
		return nil
	}
	e, err := v.foresee(r)
	if err != nil {
		n, other := v.Refused(err)
		v.notice = n
		return other
	}
	x := effectOf{all: v.Asked("alles") != "", cancel: v.Asked("afgelasten") != "", keep: e.Keep}
	if x.Plan, err = whatif.Read(r, v.Q, e.Plan, false, true); err != nil {
		return err
	}
	if x.days, err = whatif.ReadDays(r, v.Q, e.Plan); err != nil {
		return err
	}
	x.what = outcome(v.Q, []outreach.Outing{v.o}, e.After, places)
	for _, c := range e.Breaks {
		if !c.Accepted {
			x.breaks = append(x.breaks, conflictOf(v.Q, e.After[len(e.After)-1], c, names, places, v.vehicle.Name).text)
		}
	}
	v.effect = &x
	return nil
}

// foresee says what the asked change would do.
func (v dayView) foresee(r ledger.Reader) (outreach.Effect, error) {
	if v.all || v.Asked("alles") != "" {
		return outreach.ForeseeOuting(r, v.o.ID)
	}
	c := outreach.Change{Stop: outreach.StopID(v.Asked("halte")), Cancel: v.Asked("afgelasten") != "", Place: outreach.PlaceID(v.Asked("plaats")), Version: v.o.Version}
	if v.C.Method() == fiber.MethodPost {
		c.Version, _ = strconv.Atoi(v.Asked("versie")) // what is no number is a page of long ago
	}
	c.Arrive, _ = calendar.ParseCell(v.Asked("van")) // what is no time is refused as one that ends before it begins
	c.Leave, _ = calendar.ParseCell(v.Asked("tot"))
	c.Date = day(v.Asked("naardag"), v.o.Date)
	return outreach.Foresee(r, c)
}

// outcome says what becomes of each stop that a change is about.
func outcome(q page.Request, was, become []outreach.Outing, places map[outreach.PlaceID]placeView) (lines []string) {
	name := func(id outreach.PlaceID) string { return places[id].village + ", " + places[id].name }
	before := map[outreach.StopID]outreach.Stop{}
	for _, o := range was {
		for _, s := range o.Stops {
			before[s.ID] = s
		}
	}
	for i, o := range become {
		for _, s := range o.Stops {
			then, known := before[s.ID]
			switch {
			case known && then.Place == s.Place && then.Arrive == s.Arrive && then.Leave == s.Leave && then.State == s.State:
			case i > 0 && !known, known && s.State != outreach.Off:
				lines = append(lines, q.T("plan.outcome.moved", "place", name(s.Place), "day", q.Words.Day(o.Date), "times", times(q, s.Arrive, s.Leave)))
			case len(become) == 1:
				lines = append(lines, q.T("plan.outcome.off", "place", name(s.Place), "day", q.Words.Day(o.Date), "times", times(q, s.Arrive, s.Leave)))
			default:
				lines = append(lines, q.T("plan.outcome.left", "place", name(s.Place), "day", q.Words.Day(o.Date), "times", times(q, s.Arrive, s.Leave)))
			}
		}
	}
	return lines
}

// ChangeStop answers POST /medewerker/inzet/halte: a published stop goes elsewhere or is cancelled, as it was shown.
// Sent twice it is done once.
func (p *Pages) ChangeStop(c *fiber.Ctx) error { return p.make(dayView{Request: staff.From(c)}) }

// CancelDay answers POST /medewerker/inzet/afgelasten: the bus cannot go.
func (p *Pages) CancelDay(c *fiber.Ctx) error {
	return p.make(dayView{Request: staff.From(c), all: true})
}

func (p *Pages) make(v dayView) error {
	var e outreach.Effect
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if err = v.load(r); err == nil {
			e, err = v.foresee(r)
		}
		return err
	})
	if err == nil && len(e.Plan.Lines) > 0 && e.Plan.Seen() != v.Asked("gezien") {
		err = change.ErrOther
	}
	var made change.Change
	if err == nil {
		ctx, cancel := route.Patience(v.C)
		defer cancel()
		made, err = change.Make(ctx, p.Ledger, v.S.Actor(), e.Plan)
	}
	if err == nil {
		return v.Redirect(changePath + string(made.ID))
	}
	if id, err := p.sentBefore(v); err != nil || id != "" {
		if err != nil {
			return err
		}
		return v.Redirect(changePath + string(id))
	}
	return p.refuseChange(v, err)
}

// sentBefore is the change that the same form made already, as a button that is pressed twice sends it.
func (p *Pages) sentBefore(v dayView) (id change.ID, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		all, err := change.All(r)
		for _, c := range all {
			was, _ := outreach.OutingsOf(c)
			if len(was) > 0 && was[0].ID == v.o.ID && c.By == v.S.Actor() && strconv.Itoa(was[0].Version) == v.Asked("versie") {
				id = c.ID
				break
			}
		}
		return err
	})
	return id, err
}

// refuseChange shows what was refused, and the change again where something else came between.
func (p *Pages) refuseChange(v dayView, refusal error) error {
	if ledger.KeyOf(refusal) != change.ErrOther.Key {
		return p.refuseDay(v.C, refusal)
	}
	again := dayView{Request: v.Request, asked: true}
	var err error
	if again.notice, err = v.Refused(refusal); err != nil {
		return err
	}
	return p.showDay(again, fiber.StatusConflict)
}

// madeView is a change of outings as it stands.
type madeView struct {
	staff.Request
	notice  *page.Notice
	made    whatif.Made
	title   string
	outing  outreach.Outing
	name    string
	what    []string
	again   bool // it can be undone or opened again
	cancels bool // an outing, and nothing else
	alone   bool // it touched nobody
}

// ShowChange answers GET /medewerker/inzet/wijziging/:id. While messages wait the page comes again when they leave.
func (p *Pages) ShowChange(c *fiber.Ctx) error { return p.showChange(madeView{Request: staff.From(c)}) }

func (p *Pages) showChange(v madeView) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		c, err := outingChange(r, change.ID(v.C.Params("id")))
		if err != nil {
			return err
		}
		return v.read(r, c)
	})
	if err != nil {
		return err
	}
	if n := v.made.RefreshIn(v.Q); n > 0 {
		v.C.Set("Refresh", strconv.Itoa(n))
	}
	return page.Render(v.C, v.Status(), madePage(v))
}

// outingChange is a change of outings; any other is none of this room's.
func outingChange(r ledger.Reader, id change.ID) (change.Change, error) {
	c, err := change.ByID(r, id)
	if was, _ := outreach.OutingsOf(c); err == nil && len(was) == 0 {
		err = change.ErrUnknown
	}
	return c, err
}

func (v *madeView) read(r ledger.Reader, c change.Change) error {
	was, become := outreach.OutingsOf(c)
	places, err := placesOf(r)
	if err != nil {
		return err
	}
	vehicle, err := outreach.VehicleByID(r, was[0].Vehicle)
	if err != nil {
		return err
	}
	zone := catalogue.Office{}.Location()
	if o, err := catalogue.OfficeByID(r, c.Office); err == nil {
		zone = o.Location()
	}
	v.outing, v.name, v.what = was[0], vehicle.Name, outcome(v.Q, was, become, places)
	v.made = whatif.ReadMade(v.Q, c, zone, "plan.made.done")
	over := was[0].Date < v.Today()
	v.again, v.alone, v.cancels = c.State == change.Sent && !over && mayPlan(v.Request), len(c.Lines) == 0, cancels(c)
	v.title = v.Q.T("plan.made.title." + string(c.State))
	return nil
}

// path is where this colleague takes the change back or sends it: who only runs outings, where they cancel one.
func (v madeView) path() string {
	if mayPlan(v.Request) {
		return changePath + string(v.made.ID)
	}
	return cancelPath + "/" + string(v.made.ID)
}

// mayTurn reports whether this colleague may take the change back: who only runs outings, one that cancels it.
func (v madeView) mayTurn() bool {
	return mayPlan(v.Request) || v.S.May(route.RunOutings) && v.cancels
}

// cancels reports whether a change cancels an outing, and nothing else.
func cancels(c change.Change) bool {
	_, become := outreach.OutingsOf(c)
	return len(become) == 1 && become[0].State == outreach.Cancelled
}

func every(change.Change) bool { return true }

// TakeBack answers POST /medewerker/inzet/wijziging/:id/terugdraaien.
func (p *Pages) TakeBack(c *fiber.Ctx) error { return p.turn(c, every, p.takeBack) }

// TakeBackCancelled answers POST /medewerker/inzet/afgelasten/:id/terugdraaien: the bus goes after all.
func (p *Pages) TakeBackCancelled(c *fiber.Ctx) error { return p.turn(c, cancels, p.takeBack) }

func (p *Pages) takeBack(ctx context.Context, v madeView, id change.ID) error {
	_, err := change.TakeBack(ctx, p.Ledger, v.S.Actor(), id)
	return err
}

// SendNow answers POST /medewerker/inzet/wijziging/:id/sturen.
func (p *Pages) SendNow(c *fiber.Ctx) error { return p.turn(c, every, p.send) }

// SendCancelled answers POST /medewerker/inzet/afgelasten/:id/sturen.
func (p *Pages) SendCancelled(c *fiber.Ctx) error { return p.turn(c, cancels, p.send) }

func (p *Pages) send(ctx context.Context, _ madeView, id change.ID) error {
	_, err := change.Send(ctx, p.Ledger, id)
	return err
}

// Reopen answers POST /medewerker/inzet/wijziging/:id/openen: it goes after all.
func (p *Pages) Reopen(c *fiber.Ctx) error {
	return p.turn(c, every, func(ctx context.Context, v madeView, id change.ID) error {
		return p.Ledger.Update(ctx, v.S.Actor(), func(tx *ledger.Tx) error { _, err := change.Reopen(tx, id); return err })
	})
}

// turn does what was pressed once, with a change that it is for, and shows it; what is refused is said on its page.
func (p *Pages) turn(c *fiber.Ctx, is func(change.Change) bool, do func(context.Context, madeView, change.ID) error) error {
	v := madeView{Request: staff.From(c)}
	ctx, cancel := route.Patience(c)
	defer cancel()
	id := change.ID(c.Params("id"))
	err := p.Ledger.View(func(r ledger.Reader) error {
		made, err := outingChange(r, id)
		if err == nil && !is(made) {
			err = change.ErrUnknown
		}
		return err
	})
	if err != nil {
		return err
	}
	if err = do(ctx, v, id); err == nil {
		return v.Redirect(changePath + string(id))
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showChange(v)
}

// styles are those beside the usual ones: what would happen looks as it does where an office is closed.
func (v dayView) styles() []string {
	if v.effect == nil {
		return nil
	}
	return []string{"manage.css"}
}
