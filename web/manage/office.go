package manage

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const (
	officesPath = "/medewerker/beheer/locaties"
	officePath  = "/medewerker/beheer/locatie/"
	hoursOfPath = "/medewerker/beheer/uren?locatie="
)

func (p *Pages) officeRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: officesPath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowOffices},
		{Method: "GET", Path: officePath + ":id", Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowOffice},
		{Method: "POST", Path: officePath + ":id", Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.SaveOffice},
		{Method: "POST", Path: officePath + ":id/ongedaan", Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.UndoOffice},
		{Method: "POST", Path: officePath + ":id/terugdraaien", Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.TakeBackOffice},
		{Method: "POST", Path: officePath + ":id/verwijderen", Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.DeleteOffice},
	}
}

// officeView is one office with its desks, or what a change of it would do.
type officeView struct {
	frame
	notice  *page.Notice
	id      string // newProduct for one that is not there yet
	copied  string // the office that a new one is a copy of
	typed   typed
	faults  map[string]string
	office  catalogue.Office
	skills  []string
	made    string      // what can be undone
	plan    change.Plan // what would happen, where somebody has an appointment
	change  change.Change
	leaving bool      // it is to be withdrawn
	uses    []useLine // what stands in the way of deleting it
}

func (p *Pages) officeView(c *fiber.Ctx) officeView {
	v := officeView{frame: frame{Request: staff.From(c), here: "offices"}, id: c.Params("id"), faults: map[string]string{}}
	v.copied = v.Asked("kopie")
	v.office = catalogue.Office{Kind: catalogue.TownHall, Zone: "Europe/Amsterdam", Holidays: true}
	return v
}

// read reads what the municipality set up of an office; a new one may begin as a copy.
func (v *officeView) read(r ledger.Reader) error {
	c, err := catalogue.Of(r)
	if err != nil {
		return err
	}
	_, own, err := c.Owned(catalogue.Configuration)
	if err != nil {
		return err
	}
	for _, o := range own {
		for _, d := range o.Desks {
			v.skills = append(v.skills, d.Skills...)
		}
	}
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	for _, s := range m.Skills {
		v.skills = append(v.skills, s.ID)
	}
	slices.Sort(v.skills)
	v.skills = slices.Compact(v.skills)
	id := v.id
	if id == newProduct {
		id = v.copied
	}
	i := slices.IndexFunc(own, func(o catalogue.Office) bool { return string(o.ID) == id })
	if id != "" && i < 0 {
		return catalogue.ErrUnknownOffice
	}
	if id != "" {
		v.office = own[i]
	}
	return v.readChange(r)
}

// readChange finds the change that can still be taken back.
func (v *officeView) readChange(r ledger.Reader) error {
	id := change.ID(v.C.Query("wijziging"))
	if id == "" {
		return nil
	}
	c, err := change.ByID(r, id)
	if err == nil && c.State == change.Waiting && string(c.Office) == v.id {
		v.change = c
	}
	if ledger.CodeOf(err) == ledger.NotFound {
		err = nil
	}
	return err
}

// ShowOffice answers GET /medewerker/beheer/locatie/:id, with ?kopie= for a new one like another.
func (p *Pages) ShowOffice(c *fiber.Ctx) error {
	v := p.officeView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = typedOffice(v.office)
	if v.id == newProduct {
		v.typed["naam"] = ""
	}
	v.made = c.Query("gemaakt")
	return p.showOffice(v)
}

func (p *Pages) showOffice(v officeView) error {
	v.title = v.Q.T("config.office.new")
	if v.id != newProduct {
		v.title = v.office.Name
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), officePage(v))
}

// SaveOffice answers POST /medewerker/beheer/locatie/:id. What touches nobody is done at once; else it is shown first,
// and done when what was shown is what is confirmed.
func (p *Pages) SaveOffice(c *fiber.Ctx) error {
	v := p.officeView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed, v.leaving = formOf(v.frame), v.Asked("doe") == "intrekken"
	if v.id == newProduct {
		v.office = v.like(newID(v.typed["naam"], func(id string) bool { return p.knows(id) }))
	}
	if !v.leaving {
		if v.office, v.faults = v.typed.office(v.office); len(v.faults) > 0 {
			return p.showOffice(v)
		}
	}
	if err := p.Ledger.View(v.foresee); err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return p.showOffice(v)
	}
	if len(v.plan.Lines) == 0 {
		return p.applyOffice(v)
	}
	if v.Asked("gezien") != v.plan.Seen() {
		if v.Asked("gezien") != "" {
			v.notice = page.NoticeOf(v.Q.Words, change.ErrOther)
			c.Status(fiber.StatusConflict)
		}
		return p.showOffice(v)
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	made, err := change.Make(ctx, p.Ledger, v.S.Actor(), v.plan)
	if err != nil {
		return err
	}
	if v.leaving {
		return v.Redirect(officesPath + "?gedaan=withdrawn")
	}
	return v.Redirect(officePath + v.id + "?wijziging=" + string(made.ID))
}

// knows reports whether there is or was an office of this id.
func (p *Pages) knows(id string) (known bool) {
	_ = p.Ledger.View(func(r ledger.Reader) error {
		_, err := catalogue.OfficeByID(r, catalogue.OfficeID(id))
		known = err == nil
		return nil
	})
	return known
}

// like is the office that is copied under an id of its own: its desks get ids of their own, and its hours go along.
func (v officeView) like(id string) catalogue.Office {
	o := v.office
	o.ID, o.Closures, o.Exceptions, o.Label = catalogue.OfficeID(id), nil, nil, ""
	o.Desks, o.Openings = slices.Clone(o.Desks), slices.Clone(o.Openings)
	for i, d := range o.Desks {
		desk := id + "-" + strconv.Itoa(i+1)
		for j := range o.Openings {
			if o.Openings[j].Desk == string(d.ID) {
				o.Openings[j].Desk = desk
			}
		}
		for n := range mostDesks {
			if field := "balie-" + strconv.Itoa(n) + "-id"; v.typed[field] == string(d.ID) {
				v.typed[field] = desk
			}
		}
		o.Desks[i].ID, o.Desks[i].Number = catalogue.DeskID(desk), 0
	}
	return o
}

// foresee plans what the page asks for.
func (v *officeView) foresee(r ledger.Reader) (err error) {
	d := catalogue.NewDraft(r, catalogue.Configuration)
	if v.leaving {
		err = d.Withdraw(catalogue.Ref{Kind: catalogue.KindOffice, ID: v.id}, 0)
	} else {
		err = d.PutOffice(v.office, 0)
		if err == nil {
			err = v.minutesLike(r, d)
		}
	}
	if err != nil {
		return err
	}
	v.plan, err = change.Foresee(r, d, v.office.ID, booking.OtherChange)
	return err
}

// applyOffice does what touches nobody, and leads to where it can be undone.
func (p *Pages) applyOffice(v officeView) error {
	var made []catalogue.Made
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if err := catalogue.Unchanged(tx, v.plan.Changes); err != nil {
			return err
		}
		if err := catalogue.Apply(tx, v.plan.Changes); err != nil {
			return err
		}
		made, err = catalogue.MadeBy(tx, v.plan.Changes)
		return err
	})
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return p.showOffice(v)
	}
	if v.leaving {
		return v.Redirect(officesPath + "?gedaan=withdrawn")
	}
	return v.Redirect(officePath + string(v.office.ID) + "?gemaakt=" + url.QueryEscape(writeMade(made)))
}

// writeMade writes versions of records of one office, and of products for it, as a text, for the form that undoes them; readMade reads it.
func writeMade(made []catalogue.Made) string {
	var all []string
	for _, m := range made {
		all = append(all, string(m.Ref.Kind)+" "+url.QueryEscape(m.Ref.ID)+" "+strconv.Itoa(m.Number))
	}
	return strings.Join(all, ",")
}

func readMade(office, text string) (made []catalogue.Made) {
	for part := range strings.SplitSeq(text, ",") {
		f := strings.Fields(part)
		if len(f) != 3 {
			continue
		}
		id, err := url.QueryUnescape(f[1])
		n, failed := strconv.Atoi(f[2])
		ref := catalogue.Ref{Kind: catalogue.Kind(f[0]), Office: catalogue.OfficeID(office), ID: id}
		if ref.Kind == catalogue.KindOffice || ref.Kind == catalogue.KindProduct {
			ref.Office = ""
		}
		here := ref.Home() == catalogue.OfficeID(office) || ref.Kind == catalogue.KindProduct // how long it takes there
		if err == nil && failed == nil && here {
			made = append(made, catalogue.Made{Ref: ref, Number: n})
		}
	}
	return made
}

// UndoOffice answers POST /medewerker/beheer/locatie/:id/ongedaan.
func (p *Pages) UndoOffice(c *fiber.Ctx) error {
	v := p.officeView(c)
	made := readMade(v.id, v.Asked("gemaakt"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		if len(made) == 0 {
			return catalogue.ErrMeanwhile.With("what", v.id)
		}
		return catalogue.Undo(tx, made)
	})
	return p.afterOffice(v, err)
}

// TakeBackOffice answers POST /medewerker/beheer/locatie/:id/terugdraaien, while nobody was told.
func (p *Pages) TakeBackOffice(c *fiber.Ctx) error {
	v := p.officeView(c)
	err := p.takeBack(v.frame, func(made change.Change) bool { return string(made.Office) == v.id })
	return p.afterOffice(v, err)
}

// afterOffice leads to the list, where the office may be gone again, or says on its page why something was refused.
func (p *Pages) afterOffice(v officeView, err error) error {
	if err == nil {
		return v.Redirect(officesPath + "?gedaan=undone")
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = typedOffice(v.office)
	return p.showOffice(v)
}
