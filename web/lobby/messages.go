package lobby

import (
	"crypto/sha256"
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// messagesView is what stands on the queue displays, and the form to add to it.
type messagesView struct {
	staff.Request
	key                     string
	all                     []messageView
	places                  []page.Option
	text, icon, place, till string
	faults                  map[string]string
}

type messageView struct {
	kiosk.Message
	where, ends string
}

// ShowMessages answers GET /medewerker/schermen/berichten.
func (p *Pages) ShowMessages(c *fiber.Ctx) error {
	return p.showMessages(c, messagesView{}, fiber.StatusOK)
}

func (p *Pages) showMessages(c *fiber.Ctx, v messagesView, status int) error {
	v.Request, v.key = staff.From(c), route.NewKey()
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	return page.Render(c, status, messagesPage(v))
}

func (v *messagesView) read(r ledger.Reader) error {
	offices, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	names := map[catalogue.OfficeID]string{"": v.Q.T("messages.everywhere")}
	limited := v.S.Limited(route.ManageScreens)
	if !limited {
		v.places = []page.Option{{Value: "alle", Text: names[""]}}
	}
	today := calendar.Date(0)
	for _, o := range v.S.Here(offices) {
		names[o.ID] = o.Name
		today = max(today, o.Today(r.Now()))
		v.places = append(v.places, page.Option{Value: string(o.ID), Text: o.Name})
	}
	if v.till == "" {
		v.till = today.String()
	}
	if v.place == "" && !limited {
		v.place = "alle"
	}
	all, err := kiosk.Messages(r, "", today)
	for _, m := range all {
		if limited && m.Office != "" && !v.S.MayAt(route.ManageScreens, string(m.Office)) {
			continue
		}
		v.all = append(v.all, messageView{m, names[m.Office], v.Q.T("messages.ends", "when", v.Q.Words.Date(m.Until))})
	}
	return err
}

// PutUp answers POST /medewerker/schermen/berichten. Sent twice it is one message.
func (p *Pages) PutUp(c *fiber.Ctx) error {
	v := messagesView{Request: staff.From(c), text: c.FormValue("tekst"), icon: c.FormValue("plaatje"), place: c.FormValue("plek"), till: c.FormValue("tot")}
	m := kiosk.Message{Text: v.text, Icon: v.icon, Office: catalogue.OfficeID(v.place)}
	if v.place == "alle" {
		m.Office = ""
	}
	if v.icon == "geen" {
		m.Icon = ""
	}
	_ = m.Until.UnmarshalText([]byte(v.till)) // what is no day is refused as one that cannot be
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		digest := sha256.Sum256([]byte(v.text + "\x00" + v.icon + "\x00" + v.place + "\x00" + v.till))
		_, err := ledger.Once(tx, "message "+string(v.S.User)+" "+c.FormValue("sleutel"), digest[:], func() (kiosk.MessageID, error) {
			made, err := kiosk.PutUp(tx, m)
			return made.ID, err
		})
		return err
	})
	if err == nil {
		return c.Redirect(string(page.From(c).Href("/medewerker/schermen/berichten")), fiber.StatusSeeOther)
	}
	for field, wrong := range map[string][]*ledger.Error{"tekst": {kiosk.ErrMessageText, kiosk.ErrMessages}, "tot": {kiosk.ErrMessageUntil}, "plaatje": {kiosk.ErrMessageIcon}, "plek": {kiosk.ErrMessagePlace}} {
		for _, w := range wrong {
			if errors.Is(err, w) {
				what, _ := page.From(c).Words.Refusal(w.Key, nil)
				v.faults = map[string]string{field: what}
				return p.showMessages(c, v, route.Status(err))
			}
		}
	}
	return err
}

// TakeDown answers POST /medewerker/schermen/berichten/weg.
func (p *Pages) TakeDown(c *fiber.Ctx) error {
	err := staff.From(c).Change(p.Ledger, func(tx *ledger.Tx) error { return kiosk.TakeDown(tx, kiosk.MessageID(c.FormValue("bericht"))) })
	if err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href("/medewerker/schermen/berichten")), fiber.StatusSeeOther)
}
