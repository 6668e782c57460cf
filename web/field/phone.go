package field

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/outreach"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// The cookie of a telephone that was made ready. It outlives the session, so that one that was taken off
// stays so.
const (
	plainCookie = "balie_telefoon"
	hostCookie  = "__Host-balie-telefoon"
	cookieFor   = 48 * time.Hour
)

func (p *Pages) cookie() string {
	if p.Secure {
		return hostCookie
	}
	return plainCookie
}

// phone is the id of the telephone that asks; "" for one that was not made ready.
func (p *Pages) phone(d staff.Request) string { return strings.Clone(d.C.Cookies(p.cookie())) }

func (p *Pages) keepPhone(d staff.Request, id string) {
	cookie := p.cookie() + "=" + id + "; Path=/; Max-Age=" + strconv.Itoa(int(cookieFor.Seconds())) + "; HttpOnly; SameSite=Strict"
	if p.Secure {
		cookie += "; Secure"
	}
	d.C.Response().Header.Add(fiber.HeaderSetCookie, cookie)
}

// Wipe refuses a telephone that the office took off, whoever is signed in on it or nobody is any more, and
// has its browser forget what it keeps. It asks before anybody is let in: taking it off ended its sessions.
func (p *Pages) Wipe(c *fiber.Ctx) error {
	ph, err := p.known(staff.From(c))
	if err != nil {
		return err
	}
	if ph.Revoked {
		c.Set("Clear-Site-Data", `"storage"`)
		return kiosk.ErrPhoneGone
	}
	return c.Next()
}

// known is the telephone that asks, the zero Phone for one that was not made ready.
func (p *Pages) known(d staff.Request) (ph kiosk.Phone, err error) {
	err = p.Ledger.View(func(r ledger.Reader) error {
		ph, err = kiosk.PhoneOf(r, d.Today(), p.phone(d))
		if ledger.CodeOf(err) == ledger.NotFound {
			return nil
		}
		return err
	})
	return ph, err
}

// Allowed notes in which session a telephone is used, so that taking it off ends that session: what a
// browser sends, or does not, decides nothing.
func (p *Pages) Allowed(next fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		d := staff.From(c)
		ph, err := p.known(d)
		if err != nil {
			return err
		}
		by := kiosk.PhoneSession{Colleague: string(d.S.User), Session: d.S.ID}
		if ph.ID != "" && !slices.Contains(ph.Opened, by) {
			if err := d.Change(p.Ledger, func(tx *ledger.Tx) error { return kiosk.UsePhone(tx, d.Today(), ph.ID, by) }); err != nil {
				return err
			}
		}
		return next(c)
	}
}

// SetPIN answers POST /medewerker/onderweg/pin: this telephone keeps today sealed with a PIN of its own.
func (p *Pages) SetPIN(c *fiber.Ctx) error {
	d := staff.From(c)
	id := p.phone(d)
	if len(id) != ledger.IDLength {
		id = route.NewKey()
	}
	pin, err := kiosk.StretchPIN(c.FormValue("pin"))
	if err == nil {
		err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
			o, err := outreach.OutingByID(tx, outreach.OutingID(c.FormValue("inzet")))
			if err == nil && o.Date != d.Today() {
				err = outreach.ErrOutingState
			}
			if err != nil {
				return err
			}
			if err := kiosk.AdmitPhone(tx, p.Vault, id, string(o.ID), d.Today(), pin); err != nil {
				return err
			}
			return kiosk.UsePhone(tx, d.Today(), id, kiosk.PhoneSession{Colleague: string(d.S.User), Session: d.S.ID})
		})
	}
	if err != nil {
		if !page.Mendable(err) {
			return err
		}
		v := dayView{Request: d}
		v.notice = page.NoticeOf(d.Q.Words, err)
		return p.showDay(v, route.Status(err))
	}
	p.keepPhone(d, id)
	return redirect(d, "", "gedaan", "pin")
}

// FetchList answers POST /medewerker/onderweg/lijst: the sealed day of this telephone, for its browser to
// keep. The audit notes it once for each colleague and hour. A telephone without a PIN gets none.
func (p *Pages) FetchList(c *fiber.Ctx) error {
	d, id := staff.From(c), ""
	id = p.phone(d)
	var ph kiosk.Phone
	err := d.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if err = kiosk.SeePhone(tx, d.Today(), id); err != nil {
			return err
		}
		if ph, err = kiosk.PhoneOf(tx, d.Today(), id); err != nil {
			return err
		}
		first, err := tx.First("road " + string(d.S.User) + " " + ph.Outing + " " + tx.Now().UTC().Format("2006010215"))
		if err != nil || !first {
			return err
		}
		return tx.Audit(ledger.Audited{What: "field.list", Reason: "kept on a phone", IDs: []string{ph.Outing}, Found: true})
	})
	if ledger.KeyOf(err) == kiosk.ErrPhone.Key {
		return c.SendStatus(fiber.StatusNoContent)
	}
	if err != nil {
		return err
	}
	var box kiosk.Box
	err = p.Ledger.View(func(r ledger.Reader) error {
		l, err := p.listOf(r, d, outreach.OutingID(ph.Outing))
		if err == nil {
			box, err = kiosk.SealPhone(r, p.Vault, d.Today(), id, d.Zone(), l)
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.JSON(box)
}

// ShowOffline answers GET /medewerker/onderweg/zonder: the day without the server. It holds nothing itself,
// so anybody may see it; a worker of the browser keeps it.
func (p *Pages) ShowOffline(c *fiber.Ctx) error {
	q := page.From(c)
	q.Words = lang.In("nl")
	return page.Render(c, fiber.StatusOK, offlinePage(q))
}
