package reception

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/live"
	"balie/web/staff"
)

// Pages answers the receptionist and the team lead.
type Pages struct {
	Ledger   *ledger.Ledger
	Vault    *contact.Vault
	Accounts *account.Accounts
	Hub      *live.Hub
}

// request is one request of a colleague, and at which office.
type request struct {
	staff.Request
	office  catalogue.Office
	offices []catalogue.Office
}

// at begins a request: the office that it names, else that of the colleague's desk, else the first that is open.
func (p *Pages) at(c *fiber.Ctx) (d request, err error) {
	d = request{Request: staff.From(c)}
	id := catalogue.OfficeID(c.FormValue("locatie"))
	if c.Method() != fiber.MethodPost {
		id = catalogue.OfficeID(c.Query("locatie"))
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		if d.offices, err = catalogue.Offices(r); err != nil {
			return err
		}
		d.offices = d.S.Here(d.offices)
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
func usual(r ledger.Reader, d request) (catalogue.OfficeID, error) {
	at, found, err := queue.DeskOf(r, d.S.Actor())
	if err != nil || found {
		return at.Office, err
	}
	if len(d.offices) == 0 {
		return "", catalogue.ErrUnknownOffice
	}
	return staff.Usual(d.Request, d.offices, r.Now()).ID, nil
}

// press is which press of a button this is, and where: a key belongs to one colleague.
func (d request) press() queue.DeskRequest {
	at := queue.DeskRequest{Office: d.office.ID}
	if key := d.C.FormValue("sleutel"); key != "" {
		at.Key = string(d.S.User) + " " + key
	}
	return at
}

// path is a page of ours at this office, with more in its query.
func (d request) path(path string, more ...string) string {
	query := "?locatie=" + url.QueryEscape(string(d.office.ID))
	for i := 0; i+1 < len(more); i += 2 {
		query += "&" + more[i] + "=" + url.QueryEscape(more[i+1])
	}
	return path + query
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
