package reception

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/page"
)

// Pages answers the host and the team lead.
type Pages struct {
	Ledger   *ledger.Ledger
	Vault    *contact.Vault
	Accounts *account.Accounts
	Hub      *live.Hub
}

// patience is how long somebody waits for a write at most.
const patience = 10 * time.Second

// desk is one request of a colleague: who asks, where, and in which words.
type desk struct {
	c       *fiber.Ctx
	q       page.Request
	s       account.Session
	office  catalogue.Office
	offices []catalogue.Office
}

// at begins a request: the office that it names, else that of the colleague's desk, else the first.
func (p *Pages) at(c *fiber.Ctx) (d desk, err error) {
	d = desk{c: c, q: page.From(c)}
	d.s, _ = account.Current(c)
	id := catalogue.OfficeID(c.FormValue("locatie"))
	if c.Method() != fiber.MethodPost {
		id = catalogue.OfficeID(c.Query("locatie"))
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		if d.offices, err = catalogue.Offices(r); err != nil {
			return err
		}
		if id == "" {
			id, err = usual(r, d)
		}
		if err == nil {
			d.office, err = catalogue.OfficeByID(r, id)
		}
		return err
	})
	return d, err
}

// usual is where a colleague is when they do not say so.
func usual(r ledger.Reader, d desk) (catalogue.OfficeID, error) {
	at, found, err := queue.DeskOf(r, d.s.Actor())
	if err != nil || found {
		return at.Office, err
	}
	if len(d.offices) == 0 {
		return "", catalogue.ErrUnknownOffice
	}
	return d.offices[0].ID, nil
}

func (p *Pages) change(d desk, fn func(*ledger.Tx) error) error {
	ctx, cancel := context.WithTimeout(d.c.Context(), patience)
	defer cancel()
	return p.Ledger.Update(ctx, d.s.Actor(), fn)
}

// press is which press of a button this is, and where: a key belongs to one colleague.
func (d desk) press() queue.DeskRequest {
	at := queue.DeskRequest{Office: d.office.ID}
	if key := d.c.FormValue("sleutel"); key != "" {
		at.Key = string(d.s.User) + " " + key
	}
	return at
}

// path is a page of ours at this office, with more in its query.
func (d desk) path(path string, more ...string) string {
	query := "?locatie=" + url.QueryEscape(string(d.office.ID))
	for i := 0; i+1 < len(more); i += 2 {
		query += "&" + more[i] + "=" + url.QueryEscape(more[i+1])
	}
	return path + query
}

func (d desk) redirect(path string) error {
	return d.c.Redirect(string(d.q.Href(path)), fiber.StatusSeeOther)
}

// fresh makes a form that is sent twice one.
func fresh() string { return rand.Text() }

// notice is what stands on top of a page after something happened.
type notice struct {
	tone     page.Tone
	what, do string
}

// refused says an error in the colleague's words, on the page where they are; what nobody can mend there
// is an error still.
func refused(w lang.Words, err error) (*notice, error) {
	switch ledger.CodeOf(err) {
	case ledger.Invalid, ledger.Conflict, ledger.NotFound:
		what, do := w.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
		return &notice{page.Bad, what, do}, nil
	}
	return nil, err
}

// statusOf is how a page with a refusal is answered.
func statusOf(err error) int {
	switch ledger.CodeOf(err) {
	case ledger.Conflict:
		return fiber.StatusConflict
	case ledger.NotFound:
		return fiber.StatusNotFound
	}
	return fiber.StatusUnprocessableEntity
}

// wishText says what somebody comes for; what is discreet is named nowhere but in the case.
func wishText(r ledger.Reader, w lang.Words, wish catalogue.Wish) (string, error) {
	var all []string
	for _, line := range wish {
		p, err := catalogue.ProductByID(r, line.Product)
		switch {
		case errors.Is(err, catalogue.ErrUnknownProduct):
			continue
		case err != nil:
			return "", err
		case p.Discreet:
			return w.T("reception.discreet"), nil
		}
		all = append(all, w.T("wish.line", "product", p.Text(w.Tag()).Short, "persons", w.Persons(line.Persons)))
	}
	return w.List(all), nil
}
