package languages

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers whoever sets up.
type Pages struct {
	Ledger *ledger.Ledger
}

const path = "/medewerker/beheer/talen"

// Routes are for who sets up.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.Show},
		{Method: "POST", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.Approve},
	})
}

// ErrNotRead: a language is approved once somebody who speaks it has read its words.
var ErrNotRead = ledger.Refuse(ledger.Invalid, "languages.read")

// view is every further language that we have words of.
type view struct {
	staff.Request
	notice *page.Notice
	fault  string // the language that was not read
	all    []languageView
}

type languageView struct {
	lang.Language
	offered bool
	byUs    bool // whoever gave the words had them read already
	words   [][2]string
}

// Show answers GET /medewerker/beheer/talen.
func (p *Pages) Show(c *fiber.Ctx) error {
	v := view{Request: staff.From(c)}
	switch c.Query("gedaan") {
	case "ja":
		v.notice = page.NewNotice(page.Good, v.Q.T("languages.done"), "")
	case "nee":
		v.notice = page.NewNotice(page.Good, v.Q.T("languages.undone"), "")
	}
	return p.show(v)
}

func (p *Pages) show(v view) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		m, err := catalogue.MunicipalityOf(r)
		if err != nil {
			return err
		}
		for _, l := range lang.AllFurther() {
			one := languageView{Language: l, offered: l.Approved != "" || slices.Contains(m.Named.Further, l.Tag), byUs: l.Approved != ""}
			for _, key := range lang.Pillar() {
				if said := lang.In("nl").Whole(key); !v.Q.House.NoOutings || !strings.Contains(said+l.Whole(key), "Praotbus") { // never said there
					one.words = append(one.words, [2]string{said, l.Whole(key)})
				}
			}
			v.all = append(v.all, one)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), showPage(v))
}

// Approve answers POST /medewerker/beheer/talen: a language is offered at the pillar from now on, or no longer.
func (p *Pages) Approve(c *fiber.Ctx) error {
	v := view{Request: staff.From(c)}
	tag, yes := strings.Clone(c.FormValue("taal")), c.FormValue("doe") != "nee"
	known := slices.ContainsFunc(lang.AllFurther(), func(l lang.Language) bool { return l.Tag == tag })
	if !known || yes && c.FormValue("gelezen") == "" {
		var err error
		v.fault = tag
		if v.notice, err = v.Refused(ErrNotRead); err != nil {
			return err
		}
		return p.show(v)
	}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		m, err := catalogue.MunicipalityOf(tx)
		if err != nil {
			return err
		}
		n := m.Named
		n.Further = slices.DeleteFunc(slices.Clone(n.Further), func(one string) bool { return one == tag })
		if yes {
			n.Further = append(n.Further, tag)
		}
		if n.Name == "" { // said on the command line until now
			n.Name, n.Ready = v.Q.House.Name, true
		}
		_, err = catalogue.PutTown(tx, catalogue.NamedRef, n)
		return err
	})
	if err != nil {
		return err
	}
	if yes {
		return v.Redirect(path + "?gedaan=ja")
	}
	return v.Redirect(path + "?gedaan=nee")
}
