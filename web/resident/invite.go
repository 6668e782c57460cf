package resident

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
)

// inviteCodeView asks for the code of a letter.
type inviteCodeView struct {
	id          booking.InviteID // of the link, "" for none
	code, fault string
	strict      bool // the last day to choose is asked as well
}

// ShowInviteCode answers GET /u.
func (p *Pages) ShowInviteCode(c *fiber.Ctx) error {
	return page.Render(c, fiber.StatusOK, inviteCodePage(page.From(c), inviteCodeView{strict: p.Wrong.Strict(page.From(c).Machine)}))
}

// OpenInvite answers POST /u: it leads to the invitation that has this code.
func (p *Pages) OpenInvite(c *fiber.Ctx) error {
	q := page.From(c)
	v := inviteCodeView{code: page.Clip(c.FormValue("code"), longestQuery)}
	var i booking.Invite
	err := p.Wrong.Try(q.Machine, c.FormValue("dag"), func() (calendar.Date, error) {
		err := p.read(func(r ledger.Reader) (err error) { i, err = booking.InviteByCode(r, p.Vault, v.code); return err })
		return i.Deadline, err
	})
	v.strict = p.Wrong.Strict(q.Machine)
	switch {
	case errors.Is(err, ErrCodeDay):
		v.fault = q.T("fault.code.day")
	case errors.Is(err, booking.ErrCodeShape):
		v.fault = q.T("fault.code.shape")
	case route.IsOneOf(err, booking.ErrNoInvite, booking.ErrNoSuchCode):
		v.fault = q.T("invite.code.unknown")
	case err != nil:
		return err
	default:
		return p.invited(c, i.ID)
	}
	return page.Render(c, fiber.StatusUnprocessableEntity, inviteCodePage(q, v))
}

// OpenThisInvite answers POST /u/:id/openen: the secret of a link opens its invitation, and anything else is asked
// for the code.
func (p *Pages) OpenThisInvite(c *fiber.Ctx) error {
	id := booking.InviteID(c.Params("id"))
	if !booking.InvitedBy(p.Vault, id, c.FormValue("geheim")) {
		return p.askInvite(c, id)
	}
	return p.invited(c, id)
}

// invited lets the browser choose from an invitation's times.
func (p *Pages) invited(c *fiber.Ctx, id booking.InviteID) error {
	p.passes().admit(c, ofInvite(id))
	return c.Redirect(string(page.From(c).Href("/u/"+string(id))), fiber.StatusSeeOther)
}

// askInvite asks for the code of a letter, or takes the secret of the link from behind its "#".
func (p *Pages) askInvite(c *fiber.Ctx, id booking.InviteID) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, inviteCodePage(page.From(c), inviteCodeView{id: id, strict: p.Wrong.Strict(page.From(c).Machine)}))
}

// bareLinksUntil is when links were last sent whose path was all the secret there was: those of before stay good.
var bareLinksUntil = time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)

// mayChoose reports whether this browser opened an invitation, or came by a link of before there were secrets.
func (p *Pages) mayChoose(c *fiber.Ctx, id booking.InviteID) bool {
	if p.passes().admitted(c, ofInvite(id)) {
		return true
	}
	bare := false
	_ = p.read(func(r ledger.Reader) error {
		i, err := booking.InviteByID(r, id)
		bare = err == nil && i.Made.Before(bareLinksUntil)
		return err
	})
	return bare
}

// ShowInvite answers GET /u/:id: the times from which who was invited may choose. It names nobody.
func (p *Pages) ShowInvite(c *fiber.Ctx) error {
	id := booking.InviteID(c.Params("id"))
	if !p.mayChoose(c, id) {
		return p.askInvite(c, id)
	}
	return p.showInvite(c, fiber.StatusOK, id, func(*timesView, *timesAsk) {})
}

func (p *Pages) showInvite(c *fiber.Ctx, status int, id booking.InviteID, adapt func(*timesView, *timesAsk)) error {
	q := page.From(c)
	var v timesView
	var used booking.AppointmentID
	err := p.read(func(r ledger.Reader) error {
		i, err := booking.InviteByID(r, id)
		if err != nil {
			return err
		}
		if used = i.Appointment; used != "" {
			return nil
		}
		if !i.State.Live() {
			return booking.ErrInviteOver
		}
		if v, err = inviteTimes(r, q.Words, i); err != nil {
			return err
		}
		ask := askOf(c, i.Query())
		if ask.only = i.Office != ""; ask.only {
			ask.office = i.Office
		}
		adapt(&v, &ask)
		return v.finish(r, q.Words, ask)
	})
	c.Set(fiber.HeaderCacheControl, "no-store")
	if route.IsOneOf(err, booking.ErrNoInvite, booking.ErrInviteOver) {
		what, do := q.Words.Refusal(ledger.KeyOf(err), nil)
		return page.Render(c, fiber.StatusGone, page.RefusalPage(q, page.Refusal{What: what, Do: do, Ways: []page.Way{{Path: "/u", Text: q.T("invite.again")}, {Path: "/", Text: q.T("page.new")}}}))
	}
	if err != nil {
		return err
	}
	if used != "" {
		return page.Render(c, fiber.StatusOK, page.RefusalPage(q, page.Refusal{What: q.T("invite.used"), Do: q.T("invite.used.do"), Ways: []page.Way{{Path: "/a/" + string(used), Text: q.T("open.see")}}}))
	}
	return page.Render(c, status, timesPage(q, v))
}

// inviteTimes is the page of times for who was invited. A discreet product is not named.
func inviteTimes(r ledger.Reader, w lang.Words, i booking.Invite) (timesView, error) {
	product, err := catalogue.ProductByID(r, i.Product)
	if err != nil {
		return timesView{}, err
	}
	name := product.Text(w.Tag()).Name
	if product.Discreet {
		name = w.T("paper.discreet")
	}
	path := "/u/" + string(i.ID)
	return timesView{
		heading: w.T("invite.title"), asks: w.T("invite.sure"), yes: w.T("check.go"), back: "/u", action: path, hidden: []hidden{{"v", string(booking.NewVisitKey())}}, base: path, quiet: product.Discreet,
		notice: page.NewNotice(page.Info, w.T("invite.for", "product", name), w.T("invite.until", "day", w.Date(i.Deadline))),
	}, nil
}

// UseInvite answers POST /u/:id: it books the chosen time and opens the appointment. Sent twice it shows
// the same appointment; the link of a used invitation alone leads to where its code is asked.
func (p *Pages) UseInvite(c *fiber.Ctx) error {
	q := page.From(c)
	id := booking.InviteID(c.Params("id"))
	if !p.mayChoose(c, id) {
		return p.askInvite(c, id)
	}
	if pressed, ok := TimeOf(c.FormValue("kies"), catalogue.OfficeID(c.FormValue("locatie"))); ok {
		return p.showInvite(c, fiber.StatusOK, id, func(_ *timesView, a *timesAsk) { a.press(pressed) })
	}
	at, ok := TimeOf(c.FormValue("tijd"), catalogue.OfficeID(c.FormValue("locatie")))
	if !ok {
		return p.showInvite(c, fiber.StatusUnprocessableEntity, id, func(v *timesView, _ *timesAsk) { v.fault = q.T("time.choose") })
	}
	form, _ := booking.ParseVisitKey(c.FormValue("v")) // without one the appointment asks for its code
	var a booking.Appointment
	own := false
	err := p.change(c, func(tx *ledger.Tx) (err error) {
		a, own, err = booking.UseInvite(tx, p.Vault, id, form, at)
		return err
	})
	switch {
	case Gone(err):
		return p.showInvite(c, fiber.StatusConflict, id, func(v *timesView, a *timesAsk) { v.notice, a.around = page.NoticeOf(q.Words, err), &at })
	case route.IsOneOf(err, booking.ErrNoInvite, booking.ErrInviteOver):
		return p.showInvite(c, fiber.StatusGone, id, func(*timesView, *timesAsk) {})
	case err != nil:
		return err
	}
	if own {
		p.passes().Admit(c, a.ID)
	}
	return c.Redirect(string(q.Href("/a/"+string(a.ID)+"?gemaakt=1")), fiber.StatusSeeOther)
}
