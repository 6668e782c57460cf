package words

import (
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/staff"
	"balie/web/wording"
)

// textsView is the texts of a group, and how the bus is called.
type textsView struct {
	frame
	notice *page.Notice
	group  wording.Group
	lines  []textLine
	typed  map[string]string
	faults map[string]string
	off    bool // there is no bus
	made   int  // what can be undone of it
}

// textLine is one text of the list.
type textLine struct {
	key, said string
	own       []string // the languages in which it is the municipality's
}

func (p *Pages) textsView(c *fiber.Ctx) textsView {
	v := textsView{frame: frame{Request: staff.From(c), here: "texts"}, group: wording.Group(c.Query("deel"))}
	v.title = v.Q.T("config.texts")
	if !slices.Contains(wording.Groups, v.group) {
		v.group = wording.Mail
	}
	return v
}

// ShowTexts answers GET /medewerker/beheer/teksten?deel=.
func (p *Pages) ShowTexts(c *fiber.Ctx) error {
	v := p.textsView(c)
	v.notice = v.Done("config.own.bus.done.", "undone")
	return p.showTexts(v)
}

func (p *Pages) showTexts(v textsView) error {
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), textsPage(v))
}

func (v *textsView) read(r ledger.Reader) error {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	words := v.Q.Words
	for _, t := range wording.Texts(v.group) {
		line := textLine{key: t.Key, said: words.Whole(t.Key)}
		for _, tag := range lang.Tags {
			if m.Text(t.Key, tag) != "" {
				line.own = append(line.own, v.Q.T("config.product.lang."+tag))
			}
		}
		v.lines = append(v.lines, line)
	}
	if v.typed == nil {
		bus := catalogue.Bus{}
		if m.Bus != nil {
			bus = *m.Bus
		}
		_, there := m.Bussing(!v.Q.House.NoBus)
		v.typed, v.off = map[string]string{"naam": bus.Name, "praatje": bus.Talk, "groet": bus.Hello}, !there
	}
	c, n, err := catalogue.LastMade(r, catalogue.BusRef)
	if ledger.CodeOf(err) == ledger.Conflict {
		return nil
	}
	if v.C.Query("versie") == strconv.Itoa(n) && c.Owner == catalogue.Configuration {
		v.made = n
	}
	return err
}

// SaveBus answers POST /medewerker/beheer/teksten/bus: whether there is a bus, and how it is called here.
func (p *Pages) SaveBus(c *fiber.Ctx) error {
	v := p.textsView(c)
	v.typed = v.Form()
	v.off = v.typed["bus"] == "nee"
	bus := catalogue.Bus{On: v.typed["bus"] == "ja", Off: v.off, Name: catalogue.CleanLine(v.typed["naam"]), Talk: catalogue.CleanLine(v.typed["praatje"]), Hello: catalogue.CleanLine(v.typed["groet"])}
	v.faults = map[string]string{}
	if v.typed["bus"] != "ja" && !v.off {
		v.faults["bus-ja"] = v.Q.T("config.own.bus.fault.is")
	}
	for _, err := range bus.Faults() {
		if f, ok := err.(catalogue.Fault); ok {
			v.faults[map[string]string{"name": "naam", "talk": "praatje", "hello": "groet"}[f.Field]] = v.Q.T("config.own.bus.fault." + f.Field)
		}
	}
	if len(v.faults) > 0 {
		return p.showTexts(v)
	}
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		made, err = catalogue.PutTown(tx, catalogue.BusRef, bus)
		return err
	})
	return p.afterBus(v, err, "?gedaan=saved&versie="+strconv.Itoa(made)+"#bus")
}

// UndoBus answers POST /medewerker/beheer/teksten/bus/terug.
func (p *Pages) UndoBus(c *fiber.Ctx) error {
	v := p.textsView(c)
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.TakeBack(tx, catalogue.Configuration, catalogue.BusRef, n)
	})
	v.typed = nil
	return p.afterBus(v, err, "?gedaan=undone")
}

func (p *Pages) afterBus(v textsView, err error, to string) error {
	if err == nil {
		return v.Redirect(textsPath + to)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showTexts(v)
}

// busFaults are those of the form about the bus, in its order.
func (v textsView) busFaults() (all []page.Fault) {
	for _, name := range []string{"bus-ja", "naam", "praatje", "groet"} {
		if v.faults[name] != "" {
			all = append(all, page.Fault{Field: name, Text: v.faults[name]})
		}
	}
	return all
}

// dayOf is the day of an instant in the town hall.
func (f frame) dayOf(at time.Time) calendar.Date { return calendar.DateIn(at, f.Zone()) }
