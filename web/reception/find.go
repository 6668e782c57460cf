package reception

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// matchView is one appointment that was found, with what the receptionist needs to let somebody in.
type matchView struct {
	id     booking.AppointmentID
	name   string
	at     string
	what   string
	number queue.Number // of who is here already
	key    string
}

// longestSearch is what we look for at most; nobody types more to find somebody.
const longestSearch = 200

// Find answers POST /medewerker/ontvangst/zoeken: a number, a time, a code or a name, of today.
func (p *Pages) Find(c *fiber.Ctx) error {
	d, err := p.at(c)
	if err != nil {
		return err
	}
	typed := strings.TrimSpace(c.FormValue("tekst"))
	if len(typed) > longestSearch {
		typed = ""
	}
	if n, err := queue.ParseNumber(typed); err == nil {
		return d.Redirect(d.path("/medewerker/ontvangst/nummer", "nummer", string(n)))
	}
	if id := booking.Scanned(typed); id != "" { // a scanner at the host's tablet
		return p.arrive(d, kiosk.Arrival{Office: d.office.ID, Appointment: booking.AppointmentID(id)})
	}
	ids, err := p.look(d, typed)
	if errors.Is(err, booking.ErrFoundNone) && isCode(typed) {
		return p.arrive(d, kiosk.Arrival{Office: d.office.ID, Code: typed}) // another day or place: the door says which
	}
	v := homeView{request: d, typed: typed}
	if err != nil {
		if v.notice, err = d.Refused(err); err != nil {
			return err
		}
		return p.show(v, d.C.Response().StatusCode())
	}
	if v.found, err = p.matches(d, ids); err != nil {
		return err
	}
	return p.show(v, fiber.StatusOK)
}

// look asks by what the text can be. Eight letters may be a code and a name.
func (p *Pages) look(d request, typed string) ([]booking.AppointmentID, error) {
	ctx, cancel := route.Patience(d.C)
	defer cancel()
	find := func(kind booking.LookupKind, text string) ([]booking.AppointmentID, error) {
		return booking.FindToday(ctx, p.Ledger, p.Vault, d.S.Actor(), d.office.ID, booking.Lookup{Kind: kind, Text: text, Reason: "arrives"})
	}
	if clock, ok := clockOf(typed); ok {
		return find(booking.LookupTime, clock)
	}
	if isPhone(typed) {
		return find(booking.LookupPhone, typed)
	}
	if isCode(typed) {
		ids, err := find(booking.LookupCode, typed)
		if !errors.Is(err, booking.ErrFoundNone) || strings.ContainsAny(typed, "0123456789") {
			return ids, err
		}
	}
	return find(booking.LookupName, typed)
}

func isCode(typed string) bool {
	_, err := booking.ParseCode(typed)
	return err == nil
}

// clockOf reads a time as people type it: "10.25", "10:25", "9.05", "1025".
func clockOf(typed string) (string, bool) {
	digits := strings.ContainsAny(typed, ".:") || len(typed) == 3 || len(typed) == 4
	cell, ok := staff.ClockOf(typed)
	return cell.String(), ok && digits
}

// fewestPhone is how many digits a telephone number has at least.
const fewestPhone = 9

// isPhone reports whether a text is a telephone number: digits, with what people write between them.
func isPhone(typed string) bool {
	n := 0
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune("+-() .", r):
			return false
		}
	}
	return n >= fewestPhone
}

// matches notes for the auditor whom the receptionist sees, and then reads them.
func (p *Pages) matches(d request, ids []booking.AppointmentID) (found []matchView, err error) {
	err = d.Change(p.Ledger, func(tx *ledger.Tx) error {
		for _, id := range ids {
			if err := account.Record(tx, "lookup", string(id), "arrival"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = p.Ledger.View(func(r ledger.Reader) error {
		for _, id := range ids {
			p.Accounts.LookUp(d.C, string(id), "arrival")
			m, err := p.match(r, d.Q, id)
			if err != nil {
				return err
			}
			found = append(found, m)
		}
		return nil
	})
	return found, err
}

func (p *Pages) match(r ledger.Reader, q page.Request, id booking.AppointmentID) (m matchView, err error) {
	a, err := booking.AppointmentByID(r, id)
	if err != nil {
		return m, err
	}
	m = matchView{id: id, at: q.Words.At(a.Offer.Start), key: route.NewKey()}
	if who, err := contact.Read(r, p.Vault, id.Subject()); err == nil {
		m.name = who.Name
	} else if ledger.CodeOf(err) != ledger.Gone {
		return m, err
	}
	if t, here, err := queue.ByAppointment(r, id); err != nil {
		return m, err
	} else if here && !t.Mistake {
		m.number = t.Number
	}
	m.what, err = wishText(r, q.Words, a.Wish)
	return m, err
}
