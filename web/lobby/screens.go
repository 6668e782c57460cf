package lobby

import (
	"crypto/sha256"
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// screensView is every screen of the house, and the form to pair one more.
type screensView struct {
	staff.Request
	notice  *page.Notice
	key     string
	all     []screenView
	places  []page.Option // offices and vehicles
	offices []catalogue.Office

	code, name, role, place string
	faults                  map[string]string
}

// screenView is one screen, in words.
type screenView struct {
	id                   kiosk.DeviceID
	name, role, where    string
	seen, version, state string
	quiet                bool
}

// Places are told apart by their first letter: an office, or a vehicle.
const (
	ofOffice  = "o:"
	ofVehicle = "v:"
)

// ShowScreens answers GET /medewerker/schermen.
func (p *Pages) ShowScreens(c *fiber.Ctx) error {
	v := screensView{Request: staff.From(c)}
	switch c.Query("gedaan") {
	case "gekoppeld":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.paired"), v.Q.T("screens.paired.do"))
	case "naam":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.renamed"), "")
	case "weg":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.unpaired"), "")
	}
	return p.showScreens(c, v, fiber.StatusOK)
}

func (p *Pages) showScreens(c *fiber.Ctx, v screensView, status int) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	return page.Render(c, status, screensPage(v))
}

func (v *screensView) read(r ledger.Reader) error {
	all, err := kiosk.Devices(r)
	if err != nil {
		return err
	}
	if v.offices, err = catalogue.Offices(r); err != nil {
		return err
	}
	v.offices = v.S.Here(v.offices)
	limited := v.S.Limited(route.ManageScreens)
	for _, d := range all {
		if !limited || v.S.MayAt(route.ManageScreens, string(d.Office)) {
			v.all = append(v.all, v.screen(r, d))
		}
	}
	for _, o := range v.offices {
		v.places = append(v.places, page.Option{Value: ofOffice + string(o.ID), Text: o.Name})
	}
	if limited { // a vehicle is of the whole house
		return nil
	}
	labels, err := catalogue.Labels(r)
	for _, label := range labels {
		v.places = append(v.places, page.Option{Value: ofVehicle + label, Text: v.Q.T("screens.vehicle", "label", label)})
	}
	return err
}

func (v *screensView) screen(r ledger.Reader, d kiosk.Device) screenView {
	w := v.Q.Words
	view := screenView{id: d.ID, name: d.Name, role: w.T("screens.role." + string(d.Role)), version: d.Version, quiet: d.Quiet(r.Now())}
	o, err := d.Where(r)
	switch {
	case d.Label != "" && err == nil:
		view.where = w.T("screens.vehicle.at", "label", d.Label, "where", o.Name)
	case d.Label != "":
		view.where = w.T("screens.vehicle", "label", d.Label)
	case err == nil:
		view.where = o.Name
	}
	view.state = w.T("screens.state.on")
	if view.quiet {
		view.state = w.T("screens.state.quiet")
	}
	view.seen = w.T("screens.never")
	if zone := v.zone(); !d.Seen.IsZero() && zone.ID != "" {
		view.seen = w.Date(zone.Today(d.Seen)) + ", " + w.Instant(d.Seen, zone.Location())
	}
	return view
}

// zone is an office whose wall clock colleagues live by.
func (v *screensView) zone() (o catalogue.Office) {
	if len(v.offices) > 0 {
		o = v.offices[0]
	}
	return o
}

// Pair answers POST /medewerker/schermen: it says what the screen that shows a code is for.
func (p *Pages) Pair(c *fiber.Ctx) error {
	v := screensView{Request: staff.From(c), code: c.FormValue("code"), name: c.FormValue("naam"), role: c.FormValue("soort"), place: c.FormValue("plek")}
	n := kiosk.NewDevice{Code: v.code, Role: kiosk.Role(v.role), Name: v.name}
	switch {
	case len(v.place) > 2 && v.place[:2] == ofOffice:
		n.Office = catalogue.OfficeID(v.place[2:])
	case len(v.place) > 2 && v.place[:2] == ofVehicle:
		n.Label = v.place[2:]
	}
	key := c.FormValue("sleutel")
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		digest := sha256.Sum256([]byte(n.Code + "\x00" + n.Name + "\x00" + v.role + v.place))
		_, err := ledger.Once(tx, "screen "+string(v.S.User)+" "+key, digest[:], func() (kiosk.DeviceID, error) {
			d, err := kiosk.Pair(tx, n)
			return d.ID, err
		})
		return err
	})
	if err == nil {
		return c.Redirect(string(v.Q.Href("/medewerker/schermen?gedaan=gekoppeld")), fiber.StatusSeeOther)
	}
	for field, wrong := range map[string]*ledger.Error{"code": kiosk.ErrPairCode, "naam": kiosk.ErrDeviceName, "soort": kiosk.ErrDeviceRole, "plek": kiosk.ErrDevicePlace} {
		if errors.Is(err, wrong) {
			what, _ := v.Q.Words.Refusal(wrong.Key, nil)
			v.faults = map[string]string{field: what}
			return p.showScreens(c, v, route.Status(err))
		}
	}
	return err
}

// Unpair answers POST /medewerker/schermen/weg. One that is gone already is answered the same.
func (p *Pages) Unpair(c *fiber.Ctx) error {
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := kiosk.Unpair(tx, kiosk.DeviceID(c.FormValue("scherm")))
		return err
	})
	if err != nil && !errors.Is(err, kiosk.ErrUnknownDevice) {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/medewerker/schermen?gedaan=weg")), fiber.StatusSeeOther)
}

// Rename answers POST /medewerker/schermen/naam.
func (p *Pages) Rename(c *fiber.Ctx) error {
	v := screensView{Request: staff.From(c)}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := kiosk.Rename(tx, kiosk.DeviceID(c.FormValue("scherm")), c.FormValue("naam"))
		return err
	})
	if err == nil {
		return v.Redirect("/medewerker/schermen?gedaan=naam")
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showScreens(c, v, v.Status())
}
