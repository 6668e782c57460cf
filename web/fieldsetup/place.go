package fieldsetup

import (
	"slices"
	"strings"

	"balie/booking/ledger"
	"balie/outreach"
)

func villageRows(f frame, all outreach.Everything) (rows []rowView) {
	for _, n := range all.Neighbourhoods {
		what := f.Q.Words.N("road.residents", n.Residents) + " · " + f.Q.Words.N("road.wished", n.Wished)
		rows = append(rows, rowView{string(n.ID), n.Name, what, n.Withdrawn})
	}
	return rows
}

func loadVillage(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Neighbourhoods, func(n outreach.Neighbourhood) bool { return string(n.ID) == id })
	if i < 0 {
		return nil, false
	}
	n := all.Neighbourhoods[i]
	return typed{"naam": {n.Name}, "inwoners": {counted(n.Residents)}, "wens": {counted(n.Wished)}, "postcodes": {strings.Join(n.Postcodes, ", ")}, "positie": {written(n.Lat, n.Lon)}}, true
}

func putVillage(tx *ledger.Tx, id string, t typed, wrong faults) error {
	n, err := outreach.NeighbourhoodByID(tx, outreach.NeighbourhoodID(id))
	if err != nil && ledger.CodeOf(err) != ledger.NotFound {
		return err
	}
	n.ID, n.Name, n.Residents, n.Wished, n.Postcodes = outreach.NeighbourhoodID(id), t.name(wrong), t.count(wrong, "inwoners", 1_000_000), t.count(wrong, "wens", 26), t.names("postcodes")
	n.Lat, n.Lon = t.at(wrong, true)
	if slices.ContainsFunc(n.Postcodes, func(code string) bool { return !fourDigits.MatchString(code) }) {
		wrong["postcodes"] = "postcodes"
	}
	if len(wrong) > 0 {
		return errForm
	}
	return outreach.PutNeighbourhood(tx, n)
}

func placeRows(f frame, all outreach.Everything) (rows []rowView) {
	for _, p := range all.Places {
		rows = append(rows, rowView{string(p.ID), p.Name, villageOf(all, p.Neighbourhood) + " · " + p.Street, p.Withdrawn})
	}
	slices.SortStableFunc(rows, func(a, b rowView) int { return strings.Compare(a.what, b.what) })
	return rows
}

func villageOf(all outreach.Everything, id outreach.NeighbourhoodID) string {
	for _, n := range all.Neighbourhoods {
		if n.ID == id {
			return n.Name
		}
	}
	return ""
}

func loadPlace(all outreach.Everything, id string) (typed, bool) {
	i := slices.IndexFunc(all.Places, func(p outreach.Place) bool { return string(p.ID) == id })
	if i < 0 {
		return nil, false
	}
	p := all.Places[i]
	t := typed{"naam": {p.Name}, "kern": {string(p.Neighbourhood)}, "straat": {p.Street}, "postcode": {p.Postcode}, "positie": {written(p.Lat, p.Lon)}, "vergunning": {dateText(p.PermitUntil)},
		"stroom": {ticked(p.Power)}, "toegankelijk": {ticked(p.Accessible)}, "gesprekken": {counted(p.Contacts)}, "telefoon": {p.Phone}, "sleutel": {p.Key}}
	t.show(p.Hours, dotted)
	return t, true
}

func putPlace(tx *ledger.Tx, id string, t typed, wrong faults) error {
	p, err := outreach.PlaceByID(tx, outreach.PlaceID(id))
	if err != nil && ledger.CodeOf(err) != ledger.NotFound {
		return err
	}
	p.ID, p.Name, p.Neighbourhood = outreach.PlaceID(id), t.name(wrong), outreach.NeighbourhoodID(t.one("kern"))
	p.Street, p.Postcode, p.PermitUntil = t.line(wrong, "straat", 80), t.line(wrong, "postcode", 7), t.day(wrong, "vergunning")
	p.Lat, p.Lon = t.at(wrong, true)
	p.Power, p.Accessible, p.Contacts = t.one("stroom") != "", t.one("toegankelijk") != "", t.count(wrong, "gesprekken", 200)
	p.Phone, p.Key, p.Hours = t.line(wrong, "telefoon", 20), t.line(wrong, "sleutel", 120), t.rows(wrong, p.Hours)
	if _, err := outreach.NeighbourhoodByID(tx, p.Neighbourhood); err != nil {
		wrong["kern"] = "village"
	}
	if strings.Trim(p.Phone, "0123456789 +-()") != "" {
		wrong["telefoon"] = "phone"
	}
	if len(wrong) > 0 {
		return errForm
	}
	return outreach.PutPlace(tx, p)
}
