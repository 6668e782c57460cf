package appointment

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/route"
)

// revision is what somebody would make of their appointment, as the address or the form says it.
type revision struct {
	id    booking.AppointmentID
	wish  catalogue.Wish
	at    *supply.Offer // nil is the time that it has
	other bool          // another time is wanted, although it fits
	moves *int          // nil is as it stands now
	typed reviseTyped
}

// revisionOf reads a revision from the values of an address or a form.
func (p *Pages) revisionOf(c *fiber.Ctx, id booking.AppointmentID, pairs []string) (v revision, err error) {
	v.id, v.other, v.typed = id, c.FormValue("anders") != "", p.typedFor(c, id)
	if at, ok := resident.TimeOf(c.FormValue("tijd"), catalogue.OfficeID(c.FormValue("locatie"))); ok {
		v.at = &at
	}
	if moves, err := strconv.Atoi(c.FormValue("keer")); err == nil {
		v.moves = &moves
	}
	v.wish, err = resident.WishOf(pairs)
	return v, err
}

// address is the page of a revision.
func (v revision) address() string {
	path := "/a/" + string(v.id) + "/wijzigen" + resident.QueryOf(v.wish)
	if v.at != nil {
		path += "&tijd=" + v.at.Date.String() + "T" + v.at.Start.String() + "&locatie=" + string(v.at.Office)
	}
	if v.other {
		path += "&anders=1"
	}
	if v.moves != nil {
		path += "&keer=" + strconv.Itoa(*v.moves)
	}
	return path
}

// ShowRevise answers GET /a/:id/wijzigen: for what and for how many; with that, the time that it keeps or the times that
// are nearest, and all of it once more. The appointment stands as it is until that is confirmed.
func (p *Pages) ShowRevise(c *fiber.Ctx, id booking.AppointmentID) error {
	said := resident.QueryAll(c, "p")
	v, err := p.revisionOf(c, id, said)
	if err != nil || len(said) == 0 || c.Query("kies") != "" {
		return p.showWishes(c, id, v.wish, err)
	}
	return p.showRevision(c, fiber.StatusOK, v, nil)
}

// Revise answers POST /a/:id/wijzigen: it keeps what was typed and goes where the form was sent from, or does it.
func (p *Pages) Revise(c *fiber.Ctx, id booking.AppointmentID) error {
	v, err := p.revisionOf(c, id, route.FormAll(c, "p"))
	if err != nil {
		return p.showWishes(c, id, nil, err)
	}
	if c.FormValue("getypt") != "" {
		v.typed = typedIn(c)
		if err := p.keepTyped(c, id, v.typed); err != nil {
			return err
		}
	}
	if v.other = v.at == nil; c.FormValue("elders") != "" {
		v.at, v.other = nil, true
	}
	if c.FormValue("zeker") == "" || v.at == nil {
		return c.Redirect(string(page.From(c).Href(v.address())), fiber.StatusSeeOther)
	}
	return p.revise(c, v)
}

// revise changes the appointment; where that cannot be, the page says why and what can.
func (p *Pages) revise(c *fiber.Ctx, v revision) error {
	q := page.From(c)
	faults, err := p.reviseFaults(v)
	if err != nil {
		return p.showWishes(c, v.id, v.wish, err)
	}
	if len(faults) > 0 {
		return p.showRevision(c, fiber.StatusUnprocessableEntity, v, faults)
	}
	to := booking.Revision{Wish: v.wish, At: *v.at, Answers: v.typed.Answers, Phone: v.typed.Phone}
	if v.moves != nil {
		to.Moves = *v.moves
	}
	err = p.change(c, func(tx *ledger.Tx) error { _, err := booking.Revise(tx, p.Vault, v.id, to); return err })
	switch {
	case resident.Gone(err):
		return p.showOtherTimes(c, fiber.StatusConflict, v, page.NoticeOf(q.Words, err))
	case route.IsOneOf(err, booking.ErrNotBooked, booking.ErrStarted, booking.ErrAnswerFirst):
		return p.showClosed(c, v.id, err)
	case err != nil:
		return p.showWishes(c, v.id, v.wish, err)
	}
	p.forgetTyped(c)
	return c.Redirect(string(q.Href("/a/"+string(v.id)+"?gewijzigd=1")), fiber.StatusSeeOther)
}

// reviseFaults names what is missing among what the products ask.
func (p *Pages) reviseFaults(v revision) (problems []contact.Problem, err error) {
	err = p.read(func(r ledger.Reader) error {
		need, err := booking.NeedOf(r, v.wish, v.at.Date)
		if err != nil {
			return err
		}
		d, err := contact.Read(r, p.Vault, v.id.Subject())
		if err != nil {
			return err
		}
		d = v.typed.in(d).Tidy(need)
		problems = d.Asked(need.Questions).Check(need)
		return nil
	})
	return problems, err
}

// showRevision shows a revision once more to be confirmed, or other times where it does not fit at its own.
func (p *Pages) showRevision(c *fiber.Ctx, status int, v revision, faults []contact.Problem) error {
	q := page.From(c)
	var a booking.Appointment
	fits := true
	err := p.read(func(r ledger.Reader) (err error) {
		if a, err = booking.AppointmentByID(r, v.id); err != nil {
			return err
		}
		if slices.Equal(v.wish, a.Wish) && v.at == nil {
			return booking.ErrUnchanged
		}
		ask, err := booking.RevisionQuery(r, p.Vault, a, v.wish, false)
		if err == nil && v.at == nil {
			fits, err = booking.KeepsTime(r, a, ask)
		}
		return err
	})
	switch {
	case err == nil && a.State != booking.Booked:
		return p.showClosed(c, v.id, booking.ErrNotBooked)
	case err != nil:
		return p.showWishes(c, v.id, v.wish, err)
	case !fits:
		said := page.NewNotice(page.Warn, q.T("revise.not", "when", q.Words.Moment(a.Offer.Date, a.Offer.Start)), q.T("revise.not.do"))
		return p.showOtherTimes(c, fiber.StatusOK, v, said)
	case v.other:
		said := page.NewNotice(page.Info, q.T("move.now", "when", q.Words.Moment(a.Offer.Date, a.Offer.Start)), q.T("move.now.do"))
		return p.showOtherTimes(c, fiber.StatusOK, v, said)
	}
	if v.at == nil {
		v.at = &a.Offer
	}
	return p.showSure(c, status, a, v, faults)
}

// showOtherTimes shows the times nearest to the one that an appointment has, or to one that could not be had, for what it
// would be. The old time stands until a new one is confirmed.
func (p *Pages) showOtherTimes(c *fiber.Ctx, status int, v revision, said *page.Notice) error {
	q := page.From(c)
	var times templ.Component
	err := p.read(func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, v.id)
		if err != nil {
			return err
		}
		ask, err := booking.RevisionQuery(r, p.Vault, a, v.wish, false)
		if err != nil {
			return err
		}
		path := "/a/" + string(v.id) + "/wijzigen"
		o := resident.OtherTimes{
			Heading: q.T("revise.time"), Back: path + resident.QueryOf(v.wish) + "&kies=1", Path: path, Moves: a.Moves, Notice: said, Carry: []string{"anders", "1"},
			Query: ask, Now: a.Offer, Office: a.Offer.Office, Around: &a.Offer,
		}
		if v.at != nil {
			o.Around, o.Office = v.at, v.at.Office
		}
		if c.Query("dag") != "" || c.Query("locatie") != "" || c.Query("deel") != "" || c.Query("vanaf") != "" {
			o.Around = nil // somebody looks further
		}
		times, err = o.Page(c, r, q)
		return err
	})
	if err != nil {
		return p.showWishes(c, v.id, v.wish, err)
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, status, times)
}
