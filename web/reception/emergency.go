package reception

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// emergencyView is the page about what one does when there is no server, and nothing but paper.
type emergencyView struct {
	request
	notice *page.Notice
	has    bool   // a PIN was chosen
	phrase bool   // a phrase was drawn for the list on a share
	drawn  string // just now; it is shown once
	leads  bool
	fault  string
	paper  paperView
}

// ShowEmergency answers GET /medewerker/noodlijst.
func (p *Pages) ShowEmergency(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := emergencyView{request: d}
	switch c.Query("gedaan") {
	case "pin":
		v.notice = page.NewNotice(page.Good, d.Q.T("emergency.pin.done"), d.Q.T("emergency.pin.done.do"))
	case "terug":
		v.notice = page.NewNotice(page.Good, d.Q.T("emergency.typed"), "")
	}
	return p.showEmergency(v, fiber.StatusOK)
}

func (p *Pages) showEmergency(v emergencyView, status int) error {
	v.leads = v.S.May(route.SealEmergency)
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.has, err = kiosk.HasPIN(r, v.office.ID); err == nil {
			v.phrase, err = kiosk.HasPhrase(r, v.office.ID)
		}
		if err != nil {
			return err
		}
		return v.paper.fill(r, v.Q.Words, v.office)
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, status, emergencyPage(v))
}

// SetPIN answers POST /medewerker/noodlijst/pin: a team lead chooses what opens the list of an office.
func (p *Pages) SetPIN(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	pin, err := kiosk.StretchPIN(c.FormValue("pin"))
	if errors.Is(err, kiosk.ErrPIN) {
		v := emergencyView{request: d}
		v.fault, _ = d.Q.Words.Refusal(kiosk.ErrPIN.Key, nil)
		return p.showEmergency(v, fiber.StatusUnprocessableEntity)
	}
	if err == nil {
		err = d.Change(p.Ledger, func(tx *ledger.Tx) error { return kiosk.SetPIN(tx, p.Vault, d.office.ID, pin) })
	}
	if err != nil {
		return err
	}
	return d.Redirect(d.path("/medewerker/noodlijst", "gedaan", "pin"))
}

// DrawPhrase answers POST /medewerker/noodlijst/zin: four words are drawn that open the list on a share, and shown
// this once.
func (p *Pages) DrawPhrase(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	v := emergencyView{request: d, drawn: kiosk.DrawPhrase()}
	stretched, err := kiosk.StretchPhrase(v.drawn)
	if err == nil {
		err = d.Change(p.Ledger, func(tx *ledger.Tx) error { return kiosk.SetPhrase(tx, p.Vault, d.office.ID, stretched) })
	}
	if err != nil {
		return err
	}
	return p.showEmergency(v, fiber.StatusOK)
}

// FetchList answers POST /medewerker/noodlijst/lijst: the sealed list of today, for the browser to keep. It
// is a form and no page, since the audit notes it: once for each colleague and hour. Where nobody chose a
// PIN there is none.
func (p *Pages) FetchList(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	var box kiosk.Box
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
		hour := tx.Now().UTC().Format("2006010215")
		first, err := tx.First("emergency " + string(d.S.User) + " " + string(d.office.ID) + " " + hour)
		if err != nil || !first {
			return err
		}
		return tx.Audit(ledger.Audited{What: "emergency.list", Reason: "kept in a browser", Office: string(d.office.ID), Found: true})
	})
	if err == nil {
		err = p.Ledger.View(func(r ledger.Reader) error {
			l, err := kiosk.ListOf(r, p.Vault, d.office.ID, lang.In("nl").T("reception.discreet"))
			if err == nil {
				box, err = kiosk.Seal(r, p.Vault, d.office.ID, l)
			}
			return err
		})
	}
	if errors.Is(err, kiosk.ErrNoPIN) {
		return c.SendStatus(fiber.StatusNoContent)
	}
	if err != nil {
		return err
	}
	return c.JSON(box)
}

// ShowUnseal answers GET /medewerker/noodlijst/zonder: where the list is opened when the server is away. It
// holds nothing itself, so anybody may see it; a worker of the browser keeps it.
func (p *Pages) ShowUnseal(c *fiber.Ctx) error {
	q := page.From(c)
	q.Words = lang.In("nl")
	return page.Render(c, fiber.StatusOK, unsealPage(q))
}
