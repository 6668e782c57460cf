package webtest

import (
	"net/http"
	"net/url"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
)

// BusTown is a town hall with a bus, two villages and a crew of two, on Tuesday 1 December.
func BusTown(t *testing.T) (a *App, lead *Person) {
	t.Helper()
	a, lead, anna, bram := RosterTown(t)
	Write(t, a, func(tx *ledger.Tx) error {
		days := []calendar.Weekday{1, 2, 3, 4, 5}
		steps := []error{
			outreach.PutVehicle(tx, outreach.Vehicle{ID: "praotbus", Name: "Praotbus", Lat: 51.87, Lon: 6.37, Skills: []string{"pas"}, From: 100, Until: 210, Crew: 2, Weekdays: days}),
			outreach.PutVehicle(tx, outreach.Vehicle{ID: "fiets", Name: "Bezorgfiets", Lat: 51.87, Lon: 6.37, From: 100, Until: 210, Weekdays: days, Delivers: true}),
			outreach.PutPartner(tx, outreach.Partner{ID: "politie", Name: "Politie"}),
		}
		for _, n := range []outreach.Neighbourhood{
			{ID: "ulft", Name: "Ulft", Postcodes: []string{"7071"}, Residents: 10440, Lat: 51.892, Lon: 6.379, Wished: 6},
			{ID: "sinderen", Name: "Sinderen", Postcodes: []string{"7065"}, Residents: 960, Lat: 51.9044, Lon: 6.4597, Wished: 2},
		} {
			steps = append(steps, outreach.PutNeighbourhood(tx, n), outreach.PutPlace(tx, outreach.Place{ID: outreach.PlaceID(n.ID + "-plein"), Neighbourhood: n.ID, Name: "plein", Street: "Dorpsstraat", Lat: n.Lat, Lon: n.Lon}))
		}
		for _, err := range steps {
			if err != nil {
				return err
			}
		}
		return nil
	})
	_, _ = anna, bram
	return a, lead
}

// Plans sends a form of the planner's pages.
func Plans(p *Person, what string, fields ...string) (*http.Response, string) {
	form := url.Values{"week": {"2026-11-30"}, account.TokenField: {p.Token()}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return p.Send("POST", "/medewerker/inzet/"+what, form.Encode())
}

// OutingsOf are all outings of the town.
func OutingsOf(t *testing.T, a *App) (all []outreach.Outing) {
	t.Helper()
	Look(t, a, func(r ledger.Reader) (err error) {
		all, err = outreach.Outings(r, calendar.DateOf(2026, 11, 1), calendar.DateOf(2027, 12, 1))
		return err
	})
	return all
}

// Running publishes a bus of tomorrow with a stop in Ulft and one in Sinderen.
func Running(t *testing.T, a *App) (o outreach.Outing) {
	t.Helper()
	Write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		o = outreach.Outing{Vehicle: "praotbus", Date: calendar.DateOf(2026, 12, 2), From: 100, Until: 200, Crew: []roster.ColleagueID{crew[0].ID, crew[1].ID},
			Stops: []outreach.Stop{{Place: "ulft-plein", Arrive: 110, Leave: 130}, {Place: "sinderen-plein", Arrive: 140, Leave: 160}}}
		if o, err = outreach.PutOuting(tx, o); err == nil {
			o, err = outreach.Publish(tx, o.ID)
		}
		return err
	})
	return o
}
