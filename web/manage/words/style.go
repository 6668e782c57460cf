package words

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const stylePath = "/medewerker/beheer/huisstijl"

func (p *Pages) styleRoutes() []route.Route {
	post := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: stylePath + path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: do}
	}
	logo := post("/logo", p.SaveLogo)
	logo.Upload = catalogue.LargestLogo + 16<<10
	return []route.Route{
		{Method: "GET", Path: stylePath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowStyle},
		post("", p.SaveStyle), logo, post("/logo/weg", p.RemoveLogo), post("/terug", p.UndoStyle),
	}
}

// styleView is the house style as it stands, and what was typed.
type styleView struct {
	frame
	notice  *page.Notice
	colour  string
	fault   string
	nearest string // a colour that can be read, near one that cannot
	logo    string // why a file is none
	own     bool   // there is a logo of theirs
	made    int    // what can be undone
	about   string // of which
}

// ourColour is that of the model.
const ourColour = "#0b5d3b"

func newStyleView(c *fiber.Ctx) styleView {
	v := styleView{frame: frame{Request: staff.From(c), here: "style"}}
	v.title = v.Q.T("config.style")
	return v
}

// styleRefs are the records of the page, by their names in a form.
var styleRefs = map[string]catalogue.Ref{"kleur": catalogue.StyleRef, "logo": catalogue.LogoRef}

func (v *styleView) read(r ledger.Reader) error {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	v.own = m.Logo != nil
	if v.colour == "" {
		if v.colour = ourColour; m.Style != nil {
			v.colour = m.Style.Colour
		}
	}
	about := v.C.Query("gedaan")
	if ref, known := styleRefs[about]; known {
		_, n, err := catalogue.LastMade(r, ref)
		if err != nil && ledger.CodeOf(err) != ledger.Conflict {
			return err
		}
		if err == nil && v.C.Query("versie") == strconv.Itoa(n) {
			v.made, v.about = n, about
		}
	}
	return nil
}

// ShowStyle answers GET /medewerker/beheer/huisstijl.
func (p *Pages) ShowStyle(c *fiber.Ctx) error {
	v := newStyleView(c)
	v.notice = v.Done("config.style.done.", "undone")
	return p.showStyle(v)
}

func (p *Pages) showStyle(v styleView) error {
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	if v.fault != "" || v.logo != "" {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), stylePage(v))
}

// SaveStyle answers POST /medewerker/beheer/huisstijl. A colour that cannot be read is refused with the nearest that can.
func (p *Pages) SaveStyle(c *fiber.Ctx) error {
	v := newStyleView(c)
	v.colour = catalogue.CleanLine(page.Clip(v.Asked("kleur"), 20))
	if near := v.Asked("neem"); near != "" {
		v.colour = page.Clip(near, 20)
	}
	style := catalogue.Style{Colour: page.CleanColour(v.colour)}
	if len(style.Faults()) > 0 {
		v.fault = v.Q.T("config.style.fault.colour")
		return p.showStyle(v)
	}
	if err := page.CheckColour(style.Colour); err != nil {
		v.nearest, _ = ledger.ArgsOf(err)["nearest"].(string)
		v.fault = v.Q.T("config.style.fault.unreadable", "nearest", v.nearest)
		return p.showStyle(v)
	}
	return p.putStyle(v, "kleur", func(tx *ledger.Tx) (int, error) { return catalogue.PutTown(tx, catalogue.StyleRef, style) })
}

// SaveLogo answers POST /medewerker/beheer/huisstijl/logo with a file, which is cleaned before it is kept.
func (p *Pages) SaveLogo(c *fiber.Ctx) error {
	v := newStyleView(c)
	content, err := staff.Uploaded(c, "bestand", catalogue.LargestLogo)
	if err != nil {
		return err
	}
	logo, err := page.CleanLogo(content)
	if why, ok := ledger.ArgsOf(err)["why"].(string); ok {
		v.logo = v.Q.T("config.style.fault.logo." + why)
		return p.showStyle(v)
	}
	if err != nil {
		return err
	}
	return p.putStyle(v, "logo", func(tx *ledger.Tx) (int, error) { return catalogue.PutTown(tx, catalogue.LogoRef, logo) })
}

// RemoveLogo answers POST /medewerker/beheer/huisstijl/logo/weg.
func (p *Pages) RemoveLogo(c *fiber.Ctx) error {
	return p.putStyle(newStyleView(c), "logo", func(tx *ledger.Tx) (int, error) { return catalogue.EndTown(tx, catalogue.LogoRef) })
}

func (p *Pages) putStyle(v styleView, about string, put func(*ledger.Tx) (int, error)) error {
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) { made, err = put(tx); return err })
	return p.afterStyle(v, err, "?gedaan="+about+"&versie="+strconv.Itoa(made))
}

// UndoStyle answers POST /medewerker/beheer/huisstijl/terug.
func (p *Pages) UndoStyle(c *fiber.Ctx) error {
	v := newStyleView(c)
	ref, known := styleRefs[v.Asked("wat")]
	if !known {
		return p.afterStyle(v, catalogue.ErrMeanwhile, "")
	}
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return catalogue.TakeBack(tx, catalogue.Configuration, ref, n) })
	return p.afterStyle(v, err, "?gedaan=undone")
}

func (p *Pages) afterStyle(v styleView, err error, to string) error {
	if err == nil {
		return v.Redirect(stylePath + to)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showStyle(v)
}

// faults are those of the page, in its order.
func (v styleView) faults() (all []page.Fault) {
	if v.fault != "" {
		all = append(all, page.Fault{Field: "kleur", Text: v.fault})
	}
	if v.logo != "" {
		all = append(all, page.Fault{Field: "bestand", Text: v.logo})
	}
	return all
}
