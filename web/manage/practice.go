package manage

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/setup"
	"balie/web/staff"
)

const practicePath = "/medewerker/beheer/oefenhuis"

// PracticeHouse is a second house in which colleagues practise, with the configuration of this one and nothing else of it.
type PracticeHouse interface {
	State() PracticeState
	// Open begins it with what is set up, in the place of one that is open; State says when it is there.
	Open(setup.Document)
	// Close ends it; everything in it is gone.
	Close()
}

// PracticeState says how the practice house is.
type PracticeState struct {
	Possible bool // whoever runs the server gave it an address
	Opens    bool // it will be there in some seconds
	Open     bool
	Failed   bool // it did not open
	URL      string
}

// ErrNoPractice: whoever runs the server gave the practice house no address.
var ErrNoPractice = ledger.Refuse(ledger.Conflict, "practice.none")

func (p *Pages) practiceRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: practicePath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowPractice},
		{Method: "POST", Path: practicePath, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.OpenPractice},
		{Method: "POST", Path: practicePath + "/sluiten", Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: p.ClosePractice},
	}
}

// practiceView is the practice house as it is.
type practiceView struct {
	frame
	notice *page.Notice
	state  PracticeState
}

// opensIn is after how many seconds the page looks whether the house is there.
const opensIn = "2"

// ShowPractice answers GET /medewerker/beheer/oefenhuis.
func (p *Pages) ShowPractice(c *fiber.Ctx) error {
	v := practiceView{frame: frame{Request: staff.From(c), here: "practice"}}
	return p.showPractice(v)
}

func (p *Pages) showPractice(v practiceView) error {
	v.title = v.Q.T("config.practice")
	if p.Practice != nil {
		v.state = p.Practice.State()
	}
	if v.state.Opens {
		v.C.Set("Refresh", opensIn)
	}
	return page.Render(v.C, v.Status(), practicePage(v))
}

// OpenPractice answers POST /medewerker/beheer/oefenhuis: it is opened, or begins anew, with what is set up now.
func (p *Pages) OpenPractice(c *fiber.Ctx) error {
	return p.practise(c, "open", func() error {
		var d setup.Document
		err := p.Ledger.View(func(r ledger.Reader) (err error) { d, err = setup.Export(r); return err })
		if err == nil {
			p.Practice.Open(d)
		}
		return err
	})
}

// ClosePractice answers POST /medewerker/beheer/oefenhuis/sluiten.
func (p *Pages) ClosePractice(c *fiber.Ctx) error {
	return p.practise(c, "closed", func() error { p.Practice.Close(); return nil })
}

// practise opens or closes the practice house, and writes who did. It refuses with ErrNoPractice.
func (p *Pages) practise(c *fiber.Ctx, what string, do func() error) error {
	v := practiceView{frame: frame{Request: staff.From(c), here: "practice"}}
	err := error(ErrNoPractice)
	if p.Practice != nil && p.Practice.State().Possible {
		err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
			return tx.Audit(ledger.Audited{What: "config.practice", IDs: []string{what}, Found: true})
		})
		if err == nil {
			err = do()
		}
	}
	if err == nil {
		return v.Redirect(practicePath)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showPractice(v)
}
