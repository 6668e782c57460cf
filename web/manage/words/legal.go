package words

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const legalPath = "/medewerker/beheer/gemeente"

func (p *Pages) legalRoutes() []route.Route {
	post := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: legalPath + path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: do}
	}
	return []route.Route{
		{Method: "GET", Path: legalPath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowLegal},
		post("", p.SaveLegal), post("/terug", p.UndoLegal),
	}
}

// legalView is what the statements say of the municipality, as it stands or as it was typed.
type legalView struct {
	frame
	notice  *page.Notice
	legal   catalogue.Legal
	asTyped bool
	offices []catalogue.Office
	faults  map[string]string
	made    int // what can be undone
}

func newLegalView(c *fiber.Ctx) legalView {
	v := legalView{frame: frame{Request: staff.From(c), here: "own.legal"}, faults: map[string]string{}}
	v.title = v.Q.T("config.own.legal")
	return v
}

func (v *legalView) read(r ledger.Reader) (err error) {
	if v.offices, err = catalogue.Offices(r); err != nil {
		return err
	}
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	if m.Legal != nil && !v.asTyped {
		v.legal = *m.Legal
	}
	_, n, err := catalogue.LastMade(r, catalogue.LegalRef)
	if ledger.CodeOf(err) == ledger.Conflict {
		return nil
	}
	if err == nil && v.C.Query("versie") == strconv.Itoa(n) {
		v.made = n
	}
	return err
}

// ShowLegal answers GET /medewerker/beheer/gemeente.
func (p *Pages) ShowLegal(c *fiber.Ctx) error {
	v := newLegalView(c)
	v.notice = v.Done("config.own.bus.done.", "undone")
	return p.showLegal(v)
}

func (p *Pages) showLegal(v legalView) error {
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), legalPage(v))
}

// legalFields are the fields of the form, by those of the record, in the order of the page.
var legalFields = [][2]string{{"office", "locatie"}, {"officer", "functionaris"}, {"processors", "verwerkers"}, {"access", "status"}, {"statement", "verklaring"}}

// SaveLegal answers POST /medewerker/beheer/gemeente.
func (p *Pages) SaveLegal(c *fiber.Ctx) error {
	v := newLegalView(c)
	typed := v.Form()
	v.asTyped = true
	v.legal = catalogue.Legal{Office: catalogue.OfficeID(typed["locatie"]), Officer: catalogue.CleanLine(typed["functionaris"]), Processors: catalogue.CleanLines(typed["verwerkers"]),
		Access: typed["status"], Statement: catalogue.CleanLine(typed["verklaring"])}
	for _, err := range v.legal.Faults() {
		if f, ok := err.(catalogue.Fault); ok {
			field, _, _ := strings.Cut(f.Field, "[")
			v.faults[field] = v.Q.T("config.own.legal.fault." + field)
		}
	}
	if len(v.faults) > 0 {
		return p.showLegal(v)
	}
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		made, err = catalogue.PutTown(tx, catalogue.LegalRef, v.legal)
		return err
	})
	return p.afterLegal(v, err, "?versie="+strconv.Itoa(made))
}

// UndoLegal answers POST /medewerker/beheer/gemeente/terug.
func (p *Pages) UndoLegal(c *fiber.Ctx) error {
	v := newLegalView(c)
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.TakeBack(tx, catalogue.Configuration, catalogue.LegalRef, n)
	})
	return p.afterLegal(v, err, "?gedaan=undone")
}

func (p *Pages) afterLegal(v legalView, err error, to string) error {
	if err == nil {
		return v.Redirect(legalPath + to)
	}
	if ledger.KeyOf(err) == catalogue.ErrUnknownOffice.Key {
		v.faults["office"] = v.Q.T("config.own.legal.fault.office")
		return p.showLegal(v)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showLegal(v)
}

// faultList is what is wrong, in the order of the form.
func (v legalView) faultList() (all []page.Fault) {
	for _, f := range legalFields {
		if said := v.faults[f[0]]; said != "" {
			all = append(all, page.Fault{Field: f[1], Text: said})
		}
	}
	return all
}

// accessOptions are the statuses of accessibility, and that there is none.
func (v legalView) accessOptions() []page.Option {
	all := []page.Option{{Text: v.Q.T("config.own.legal.access.none")}}
	for _, s := range catalogue.AccessStatuses {
		all = append(all, page.Option{Value: s, Text: v.Q.T("config.own.legal.access." + strings.ToLower(s))})
	}
	return all
}
