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
	silent                  []string // names of screens that nothing is heard of, or that cannot be heard
}

// screenView is one screen, in words.
type screenView struct {
	id                   kiosk.DeviceID
	name, role, where    string
	seen, version, state string
	quiet, mute, board   bool
	shows                string // what stands on it now
	reader               string // of a check-in kiosk
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
	case "geluid":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.sound.done"), v.Q.T("screens.sound.do"))
	case "lezer":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.reader.done"), "")
	case "weg":
		v.notice = page.NewNotice(page.Good, v.Q.T("screens.unpaired"), "")
	}
	return p.showScreens(c, v, fiber.StatusOK)
}

func (p *Pages) showScreens(c *fiber.Ctx, v screensView, status int) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(func(r ledger.Reader) error { return p.readScreens(r, &v) }); err != nil {
		return err
	}
	return page.Render(c, status, screensPage(v))
}

func (p *Pages) readScreens(r ledger.Reader, v *screensView) error {
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
			one, err := p.screen(r, v, d)
			if err != nil {
				return err
			}
			if v.all = append(v.all, one); one.quiet || one.mute {
				v.silent = append(v.silent, one.name)
			}
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

func (p *Pages) screen(r ledger.Reader, v *screensView, d kiosk.Device) (screenView, error) {
	w := v.Q.Words
	view := screenView{id: d.ID, name: d.Name, role: w.T("screens.role." + string(d.Role)), version: d.Version, quiet: d.Quiet(r.Now()), mute: d.Mute, board: d.Role == kiosk.QueueDisplay, reader: string(d.Reader)}
	o, err := d.Where(r)
	switch {
	case d.Label != "" && err == nil:
		view.where = w.T("screens.vehicle.at", "label", d.Label, "where", o.Name)
	case d.Label != "":
		view.where = w.T("screens.vehicle", "label", d.Label)
	case err == nil:
		view.where = o.Name
	}
	if err == nil && !view.quiet {
		if view.shows, err = p.shows(r, v, d, o); err != nil {
			return view, err
		}
	}
	view.state = w.T("screens.state.on")
	if view.mute {
		view.state = w.T("screens.state.mute")
	}
	if view.quiet {
		view.state = w.T("screens.state.quiet")
	}
	view.seen = w.T("screens.never")
	if zone := v.zone(); !d.Seen.IsZero() && zone.ID != "" {
		view.seen = w.Date(zone.Today(d.Seen)) + ", " + w.Instant(d.Seen, zone.Location())
	}
	return view, nil
}

// shows says in words what stands on a screen now.
func (p *Pages) shows(r ledger.Reader, v *screensView, d kiosk.Device, o catalogue.Office) (string, error) {
	w := v.Q.Words
	if d.Role == kiosk.CheckInKiosk {
		h, err := kiosk.HelpAt(r, d.ID)
		if err == nil && h.Stands(r.Now()) {
			return w.T("screens.shows.help"), nil
		}
		return w.T("screens.shows.pillar"), err
	}
	now, err := p.display(r, w, o)
	if err != nil || now.closed {
		return w.T("board.closed"), err
	}
	said := w.T("screens.shows.nobody")
	var called []string
	for _, c := range now.called() {
		called = append(called, w.T("screens.shows.call", "number", spaced(c.number), "desk", c.desk))
	}
	if len(called) > 0 {
		said = w.T("screens.shows.calls", "calls", w.List(called))
	}
	for _, m := range now.says {
		said += " " + w.T("screens.shows.says", "text", m.Text)
	}
	return said + " " + now.waiting + ".", nil
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
