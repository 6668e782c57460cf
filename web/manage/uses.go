package manage

import (
	"slices"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/kiosk"
	"balie/queue"
	"balie/web/account"
)

// useLine is something that refers to what is to be deleted, and the page on which it can be ended; "" where it ends by
// itself.
type useLine struct{ text, path string }

// usesWords are the lines as one text, for a refusal.
func usesWords(all []useLine) (texts []string) {
	for _, u := range all {
		texts = append(texts, u.text)
	}
	return texts
}

// counted are uses of ours in words.
func (f frame) counted(u booking.Uses, tickets int) (all []useLine) {
	for _, one := range []struct {
		key, path string
		n         int
	}{{"appointments", "", u.Appointments}, {"invites", "/medewerker/uitnodigingen", u.Invites}, {"holds", "", u.Holds}, {"tickets", "", tickets}} {
		if one.n > 0 {
			key := "config.product.uses." + one.key
			all = append(all, useLine{f.Q.Words.N(key, one.n), one.path})
		}
	}
	return all
}

// usesOfProduct are what refers to a product.
func (f frame) usesOfProduct(r ledger.Reader, id catalogue.ProductID) (all []useLine, err error) {
	uses, err := booking.UsesOf(r, id)
	if err != nil {
		return nil, err
	}
	tickets, err := queue.CountFor(r, id)
	if err != nil {
		return nil, err
	}
	all = f.counted(uses, tickets)
	others, err := catalogue.FollowedBy(r, id)
	for _, p := range others {
		all = append(all, useLine{f.Q.T("config.product.uses.next", "product", p.Text(f.Q.Words.Tag()).Name), productPath + string(p.ID)})
	}
	return all, err
}

// rosterDays is how far back and ahead duties are looked for.
const rosterDays = 4000

// usesOfOffice are what refers to an office: visits, screens, colleagues, duties, and minutes of products.
func (f frame) usesOfOffice(r ledger.Reader, id catalogue.OfficeID) (all []useLine, err error) {
	uses, err := booking.UsesAt(r, id)
	if err != nil {
		return nil, err
	}
	tickets, err := queue.CountAt(r, id)
	if err != nil {
		return nil, err
	}
	all = f.counted(uses, tickets)
	for _, look := range []func(ledger.Reader, catalogue.OfficeID) ([]useLine, error){f.screensAt, f.colleaguesAt, f.dutiesAt, f.minutesAt} {
		more, err := look(r, id)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func (f frame) screensAt(r ledger.Reader, id catalogue.OfficeID) (all []useLine, err error) {
	devices, err := kiosk.Devices(r)
	for _, d := range devices {
		if d.Office == id {
			all = append(all, useLine{f.Q.T("config.uses.screen", "name", d.Name), "/medewerker/schermen"})
		}
	}
	return all, err
}

func (f frame) colleaguesAt(r ledger.Reader, id catalogue.OfficeID) (all []useLine, err error) {
	users, err := account.All(r)
	n := 0
	for _, u := range users {
		limited := u.Office == string(id)
		for _, offices := range u.Offices {
			limited = limited || slices.Contains(offices, string(id))
		}
		if limited && u.State != account.Erased {
			n++
		}
	}
	if n > 0 {
		all = append(all, useLine{f.Q.Words.N("config.uses.colleagues", n), "/medewerker/collegas"})
	}
	return all, err
}

func (f frame) dutiesAt(r ledger.Reader, id catalogue.OfficeID) (all []useLine, err error) {
	today := catalogue.Today(r)
	duties, err := roster.Duties(r, today-rosterDays, today+rosterDays)
	n := 0
	for _, d := range duties {
		if d.Place == string(id) {
			n++
		}
	}
	if n > 0 {
		all = append(all, useLine{f.Q.Words.N("config.uses.duties", n), "/medewerker/rooster"})
	}
	return all, err
}

func (f frame) minutesAt(r ledger.Reader, id catalogue.OfficeID) (all []useLine, err error) {
	products, err := catalogue.Products(r)
	for _, p := range products {
		if _, own := p.MinutesAt[id]; own {
			all = append(all, useLine{f.Q.T("config.uses.minutes", "product", p.Text(f.Q.Words.Tag()).Name), productPath + string(p.ID)})
		}
	}
	return all, err
}
