package plan

import (
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who plans.
type Pages struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	// Origin is where residents and partners find us.
	Origin route.Origin
}

// me is the colleague who asks, as the roster knows them.
func me(r staff.Request) roster.ColleagueID { return roster.ColleagueID(r.S.User) }

// once changes something for a form; the same form sent again is answered the same.
func (p *Pages) once(d staff.Request, fn func(*ledger.Tx) error) error {
	key := d.C.FormValue("sleutel")
	if key == "" {
		return d.Change(p.Ledger, fn)
	}
	digest := p.Vault.MAC("plan form", d.C.Path()+"\x00"+string(d.C.Body()))
	return d.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "plan "+string(d.S.User)+" "+key, digest, func() (bool, error) { return true, fn(tx) })
		return err
	})
}

// day reads a day from a form or an address; what is no day gives the fallback.
func day(text string, fallback calendar.Date) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		return fallback
	}
	return d
}

// people are the names of those who can be rostered, by account. They are read from the accounts each
// time and kept nowhere here.
type people map[roster.ColleagueID]string

func namesOf(r ledger.Reader) (people, error) {
	all, err := account.All(r)
	names := people{}
	for _, u := range all {
		if u.State != account.Blocked {
			names[roster.ColleagueID(u.ID)] = u.Name
		}
	}
	return names, err
}

// of is a colleague's name, or words for one whose account is gone.
func (n people) of(q page.Request, id roster.ColleagueID) string {
	if name, ok := n[id]; ok {
		return name
	}
	return q.T("plan.somebody")
}

// townHalls are the offices whose desks are rostered.
func townHalls(r ledger.Reader) (halls []catalogue.Office, err error) {
	all, err := catalogue.Offices(r)
	for _, o := range all {
		if o.Fixed() {
			halls = append(halls, o)
		}
	}
	return halls, err
}

// times is a stretch of a day in words: "9.00–12.00".
func times(q page.Request, from, to calendar.Cell) string {
	return q.Words.Clock(from) + "–" + q.Words.Clock(to)
}

// date is a day without its weekday, which stands above it: "30 november".
func date(q page.Request, d calendar.Date) string {
	text := q.Words.Day(d)
	return strings.TrimLeft(strings.TrimPrefix(text, q.Words.Weekday(d.Weekday())), ", ")
}
