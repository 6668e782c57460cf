package correspondence

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/staff"
)

// lettersView is the pile of letters: how many wait, and what became of the others.
type lettersView struct {
	staff.Request
	notice           *page.Notice
	waiting, printed []letterView
	sent             int
	key              string
}

// letterView is one letter: which, since when, and what it is. Never to whom.
type letterView struct{ id, since, what string }

// mostSaid is how long sent letters are counted on the page, in days.
const mostSaid = 7

// ShowLetters answers GET /medewerker/brieven.
func (p *Pages) ShowLetters(c *fiber.Ctx) error {
	v := lettersView{Request: staff.From(c)}
	v.notice = v.Done("access.done.", "printed", "sent", "again")
	return p.showLetters(v)
}

func (p *Pages) showLetters(v lettersView) error {
	v.key = route.NewKey()
	if err := p.Ledger.View(v.fill); err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), lettersPage(v))
}

func (v *lettersView) fill(r ledger.Reader) error {
	all, err := booking.Letters(r)
	if err != nil {
		return err
	}
	for _, l := range all {
		o, err := hall(r)
		if err != nil {
			return err
		}
		one := letterView{idOf(l), v.Q.Words.Day(o.Today(l.Made)) + ", " + v.Q.Words.Instant(l.Made, o.Location()), v.Q.T("letter.tell." + l.Notification)}
		switch l.State {
		case booking.LetterWaits:
			v.waiting = append(v.waiting, one)
		case booking.LetterPrinted:
			v.printed = append(v.printed, one)
		case booking.LetterSent:
			if o.Today(r.Now())-o.Today(l.Changed) <= mostSaid {
				v.sent++
			}
		}
	}
	return nil
}

// hall is the main office, by whose clock the page says days.
func hall(r ledger.Reader) (catalogue.Office, error) {
	return catalogue.MainOffice(r)
}

// idOf names a letter in a form.
func idOf(l booking.Letter) string { return string(l.Appointment) + string(l.ID) }

// letterOf reads what idOf wrote.
func letterOf(text string) (booking.AppointmentID, booking.LetterID) {
	if len(text) != 2*ledger.IDLength {
		return "", ""
	}
	return booking.AppointmentID(text[:ledger.IDLength]), booking.LetterID(text[ledger.IDLength:])
}

// PrintLetters answers POST /medewerker/brieven/afdrukken: the oldest letters that wait as one file, at
// most as many as it holds. That they were read is noted for the auditor; a letter that is needed no
// more is taken off the pile. They count as printed from then, and can be printed again.
func (p *Pages) PrintLetters(c *fiber.Ctx) error {
	v := lettersView{Request: staff.From(c)}
	pile := paper.Pile{Title: v.Q.T("letters.title"), Language: v.Q.Words.Tag(), Made: v.Q.Now}
	var printed, void []booking.Letter
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := booking.Letters(r)
		all = slices.DeleteFunc(all, func(l booking.Letter) bool { return l.State != booking.LetterWaits })
		for _, l := range all {
			if len(pile.Letters) == paper.MostLetters || err != nil {
				break
			}
			var one paper.Letter
			var ok bool
			if one, ok, err = p.Letters.Posted(r, l); ok {
				pile.Letters, printed = append(pile.Letters, one), append(printed, l)
			} else {
				void = append(void, l)
			}
		}
		return err
	})
	if err == nil {
		err = p.notePrinted(v.Request, printed, void)
	}
	if err == nil && len(printed) == 0 {
		err = booking.ErrNoLetter
	}
	if err != nil {
		return p.refuseLetters(v, err)
	}
	content, err := pile.PDF()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+v.Q.T("letters.file")+`.pdf"`)
	return c.Send(content)
}

func (p *Pages) refuseLetters(v lettersView, err error) error {
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showLetters(v)
}

// notePrinted marks letters in the transaction that notes who read them.
func (p *Pages) notePrinted(k staff.Request, printed, void []booking.Letter) error {
	err := k.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		for _, l := range printed {
			_, failed := booking.MarkLetter(tx, l.Appointment, l.ID, booking.LetterPrinted)
			if err == nil {
				err = failed
			}
			if err == nil {
				err = account.Record(tx, "lookup", string(l.Appointment), "letter")
			}
		}
		for _, l := range void {
			_, failed := booking.MarkLetter(tx, l.Appointment, l.ID, booking.LetterVoid)
			err = errors.Join(err, failed)
		}
		return err
	})
	if err == nil {
		for _, l := range printed {
			p.Accounts.LookUp(k.C, string(l.Appointment), "letter")
		}
	}
	return err
}

// MarkLetters answers POST /medewerker/brieven/posten and /opnieuw: all that were printed are in the
// post, or must be printed once more.
func (p *Pages) MarkLetters(next booking.LetterState, done string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v := lettersView{Request: staff.From(c)}
		err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
			for _, text := range c.Context().PostArgs().PeekMulti("brief") {
				id, letter := letterOf(string(text))
				if _, err := booking.MarkLetter(tx, id, letter, next); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return p.refuseLetters(v, err)
		}
		return v.Redirect("/medewerker/brieven?gedaan=" + done)
	}
}
