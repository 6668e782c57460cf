package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
)

// busTown is a town hall with a bus, two villages and a crew of two, on Tuesday 1 December.
func busTown(t *testing.T) (a *App, lead *person) {
	t.Helper()
	a, lead, anna, bram := rosterTown(t)
	write(t, a, func(tx *ledger.Tx) error {
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

// plans sends a form of the planner's pages.
func plans(p *person, what string, fields ...string) (*http.Response, string) {
	form := url.Values{"week": {"2026-11-30"}, account.TokenField: {p.token()}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return p.send("POST", "/medewerker/inzet/"+what, form.Encode())
}

func outingsOf(t *testing.T, a *App) (all []outreach.Outing) {
	t.Helper()
	look(t, a, func(r ledger.Reader) (err error) {
		all, err = outreach.Outings(r, calendar.DateOf(2026, 11, 1), calendar.DateOf(2027, 12, 1))
		return err
	})
	return all
}

func TestAProposalIsAdoptedPublishedAndSeenByResidents(t *testing.T) {
	a, lead := busTown(t)
	if answer, body := plans(lead, "voorstel", "weken", "4"); answer.StatusCode != 303 {
		t.Fatalf("adopting answers %d: %s", answer.StatusCode, said(body))
	}
	all := outingsOf(t, a)
	if len(all) == 0 || all[0].State != outreach.Draft || len(all[0].Crew) != 2 {
		t.Fatalf("adopted: %+v", all)
	}
	resident := a.somebody(t)
	if _, page := resident.send("GET", "/praotbus?plek=7071+AB", ""); strings.Contains(page, "balie-near__when") {
		t.Error("a draft is shown to residents")
	}
	if answer, body := plans(lead, "publiceren", "week", all[0].Date.Monday().String(), "inzet", string(all[0].ID)); answer.StatusCode != 303 {
		t.Fatalf("publishing answers %d: %s", answer.StatusCode, said(body))
	}
	_, page := resident.send("GET", "/praotbus?plek=7071+AB", "")
	if !strings.Contains(page, "balie-near__when") || !strings.Contains(page, "/afspraak/tijd?p=pas.1") {
		t.Errorf("the published stop is not near: %s", said(page))
	}
	if strings.Contains(page, "Iemand anna") {
		t.Error("residents read who is on the bus")
	}
	place := string(all[0].Stops[0].Place)
	for path, kind := range map[string]string{"/praotbus/halte/" + place: "text/html", "/praotbus/halte/" + place + "/poster": "text/html", "/praotbus/halte/" + place + "/poster.pdf": "application/pdf",
		"/praotbus/kern/" + strings.TrimSuffix(place, "-plein") + "/agenda.ics": "text/calendar"} {
		if answer, body := resident.send("GET", path, ""); answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), kind) || len(body) < 300 {
			t.Errorf("%s: %d %s, %d bytes", path, answer.StatusCode, answer.Header.Get("Content-Type"), len(body))
		}
	}
}

// running publishes a bus of tomorrow with a stop in Ulft and one in Sinderen.
func running(t *testing.T, a *App) (o outreach.Outing) {
	t.Helper()
	write(t, a, func(tx *ledger.Tx) error {
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

func TestAStopIsMovedAfterItWasShownWhomThatTouches(t *testing.T) {
	a, lead := busTown(t)
	o := running(t, a)
	visit(t, a, "Kanarievogel", "pas", "ulft-plein", o.Date, 112)
	version := "2"
	path := "/medewerker/inzet/dag?id=" + string(o.ID) + "&halte=" + string(o.Stops[0].ID) + "&van=10:00&tot=11:00"
	_, page := lead.send("GET", path, "")
	if !strings.Contains(page, "1 mensen krijgen") && !strings.Contains(page, "Doorvoeren") {
		t.Fatalf("nothing is foreseen: %s", said(page))
	}
	if strings.Contains(page, "Kanarievogel") {
		t.Error("the planner reads who is booked")
	}
	change := []string{"id", string(o.ID), "halte", string(o.Stops[0].ID), "van", "10:00", "tot", "11:00", "versie", version}
	if answer, body := plans(lead, "halte", change...); answer.StatusCode != 200 || !strings.Contains(body, "bellijst") {
		t.Errorf("moving answers %d: %s", answer.StatusCode, said(body))
	}
	if answer, _ := plans(lead, "halte", change...); answer.StatusCode != 409 {
		t.Errorf("moving again answers %d", answer.StatusCode)
	}
	look(t, a, func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		if len(list) != 1 || list[0].Why != booking.StopMoved {
			t.Errorf("the call list: %+v", list)
		}
		return err
	})
	if answer, body := plans(lead, "afgelasten", "id", string(o.ID)); answer.StatusCode != 200 || !strings.Contains(body, "afgelast") {
		t.Errorf("cancelling answers %d: %s", answer.StatusCode, said(body))
	}
}

func TestTheFieldTeamSaysWhereTheBusIsAndPlansNothing(t *testing.T) {
	a, _ := busTown(t)
	o := running(t, a)
	field := signedIn(t, a, "veld", account.Field)
	if answer, _ := plans(field, "melden", "halte", string(o.Stops[0].ID), "doe", "10"); answer.StatusCode != 303 {
		t.Errorf("saying that it is late answers %d", answer.StatusCode)
	}
	resident := a.somebody(t)
	if _, page := resident.send("GET", "/praotbus", ""); !strings.Contains(page, "10\u00a0minuten later") {
		t.Error("residents do not read that it is late")
	}
	if answer, _ := plans(field, "melden", "halte", string(o.Stops[0].ID), "doe", "aangekomen"); answer.StatusCode != 303 {
		t.Errorf("arriving answers %d", answer.StatusCode)
	}
	if _, page := resident.send("GET", "/praotbus", ""); !strings.Contains(page, "De bus staat nu in Ulft") {
		t.Error("residents do not read that it is here")
	}
	if answer, _ := plans(field, "voorstel"); answer.StatusCode != 403 {
		t.Errorf("the field team plans: %d", answer.StatusCode)
	}
}

func TestAPartnerAnswersByTheLink(t *testing.T) {
	a, lead := busTown(t)
	o := running(t, a)
	_, page := plans(lead, "partner", "id", string(o.ID), "halte", string(o.Stops[0].ID), "partner", "politie")
	_, after, _ := strings.Cut(page, "/praotbus/partner/"+string(o.Stops[0].ID)+"#")
	if len(after) < ledger.IDLength {
		t.Fatalf("no link: %s", said(page))
	}
	secret, partner := after[:ledger.IDLength], a.somebody(t)
	path := "/praotbus/partner/" + string(o.Stops[0].ID)
	if answer, _ := partner.send("POST", path, "code=00000000000000000000000000&doe=ja"); answer.StatusCode != 422 {
		t.Errorf("a guess answers %d", answer.StatusCode)
	}
	if answer, body := partner.send("POST", path, "geheim="+secret); answer.StatusCode != 200 || !strings.Contains(body, "Ulft") {
		t.Errorf("opening answers %d", answer.StatusCode)
	}
	if answer, _ := partner.send("POST", path, "code="+secret+"&doe=ja"); answer.StatusCode != 200 {
		t.Errorf("saying yes answers %d", answer.StatusCode)
	}
	if got := outingsOf(t, a)[0].Stops[0].Partners[0].Answer; got != outreach.Accepted {
		t.Errorf("the answer is %s", got)
	}
}

func TestADoorIsSealedAndReadOnlyWithANote(t *testing.T) {
	a, _ := busTown(t)
	write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		o, err := outreach.PutOuting(tx, outreach.Outing{Vehicle: "fiets", Date: calendar.DateOf(2026, 12, 3), From: 108, Until: 156, Crew: []roster.ColleagueID{crew[0].ID}})
		if err == nil {
			_, err = outreach.Publish(tx, o.ID)
		}
		return err
	})
	o := outingsOf(t, a)[0]
	resident := a.somebody(t)
	form := url.Values{"v": {strings.Repeat("A", ledger.IDLength)}, "soort": {"ophalen"}, "naam": {"Kanarievogel"}, "straat": {"Geheimeweg 12"}, "postcode": {"7071 AB"}, "plaats": {"Ulft"}, "telefoon": {"0315 000 000"}}
	if answer, body := resident.send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 200 || !strings.Contains(body, "venster") {
		t.Fatalf("the windows answer %d: %s", answer.StatusCode, said(body))
	}
	form.Set("venster", string(o.ID)+".09:00")
	for range 2 { // pressed twice
		if answer, body := resident.send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 200 {
			t.Fatalf("choosing answers %d: %s", answer.StatusCode, said(body))
		}
	}
	form.Set("soort", "pas")
	form.Set("v", strings.Repeat("B", ledger.IDLength))
	if answer, body := resident.send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 422 || !strings.Contains(said(body), "Kies waarvoor wij komen") {
		t.Errorf("a product that is not brought answers %d", answer.StatusCode)
	}
	form.Set("soort", "ophalen")
	form.Set("postcode", "9999 AB")
	form.Set("v", strings.Repeat("B", ledger.IDLength))
	if answer, _ := resident.send("POST", "/bezorgen", form.Encode()); answer.StatusCode != 422 {
		t.Errorf("another municipality answers %d", answer.StatusCode)
	}
	field := signedIn(t, a, "veld", account.Field)
	if _, body := field.send("GET", "/medewerker/inzet/blad?id="+string(o.ID), ""); strings.Contains(body, "Geheimeweg") {
		t.Error("an address stands on a page that is opened with GET")
	}
	if answer, body := plans(field, "adressen", "id", string(o.ID)); answer.StatusCode != 200 || !strings.HasPrefix(body, "%PDF") {
		t.Errorf("the addresses answer %d", answer.StatusCode)
	}
	notHomeAndAgain(t, a, field, o)
	look(t, a, func(r ledger.Reader) error {
		round, err := outreach.RoundOf(r, o.ID)
		who, err2 := contact.Read(r, a.options.Vault, round[0].Subject())
		if len(round) != 1 || who.Name != "Kanarievogel" {
			t.Errorf("round %+v, sealed %v", round, err2)
		}
		return err
	})
}

// notHomeAndAgain comes in vain once, and plans a new attempt in another window of the round.
func notHomeAndAgain(t *testing.T, a *App, field *person, o outreach.Outing) {
	t.Helper()
	id := ""
	look(t, a, func(r ledger.Reader) error {
		round, err := outreach.RoundOf(r, o.ID)
		if len(round) != 1 {
			t.Fatalf("round %+v", round)
		}
		id = round[0].ID
		return err
	})
	if answer, _ := plans(field, "bezorgd", "id", string(o.ID), "bezorging", id, "doe", "not-home"); answer.StatusCode != 303 {
		t.Errorf("not at home answers %d", answer.StatusCode)
	}
	if _, body := field.send("GET", "/medewerker/inzet/dag?id="+string(o.ID), ""); !strings.Contains(body, "Opnieuw plannen") {
		t.Errorf("no new attempt is offered: %s", said(body))
	}
	if answer, body := plans(field, "opnieuw", "id", string(o.ID), "bezorging", id, "venster", "zomaar"); answer.StatusCode != 409 {
		t.Errorf("no window answers %d %s", answer.StatusCode, said(body))
	}
	if answer, body := plans(field, "opnieuw", "id", string(o.ID), "bezorging", id, "venster", string(o.ID)+" 11:00 13:00"); answer.StatusCode != 303 {
		t.Errorf("a new attempt answers %d %s", answer.StatusCode, said(body))
	}
}

func TestSomebodyAsksForTheBusAndReadsTheAnswer(t *testing.T) {
	a, lead := busTown(t)
	resident := a.somebody(t)
	id := strings.Repeat("C", ledger.IDLength)
	form := url.Values{"v": {id}, "kern": {"sinderen"}, "wie": {"school"}, "waarom": {"event"}, "van": {"2026-12-07"}, "tot": {"2027-01-31"}, "mensen": {"40"}}
	if answer, body := resident.send("POST", "/praotbus/vragen", form.Encode()); answer.StatusCode != 303 {
		t.Fatalf("asking answers %d: %s", answer.StatusCode, said(body))
	}
	if answer, _ := plans(lead, "vragen", "vraag", id, "doe", "wish"); answer.StatusCode != 303 {
		t.Errorf("making it a wish answers %d", answer.StatusCode)
	}
	if _, page := resident.send("GET", "/praotbus/vraag/"+id, ""); !strings.Contains(page, "Wij zoeken een dag") {
		t.Error("the answer is not on the page")
	}
	form.Set("wie", "koning")
	if answer, body := resident.send("POST", "/praotbus/vragen", form.Encode()); answer.StatusCode != 422 || !strings.Contains(body, "Kies wie het vraagt") {
		t.Errorf("asked by nobody: %d", answer.StatusCode)
	}
}

func TestAStopOfADraftIsMovedToAnotherDay(t *testing.T) {
	a, lead := busTown(t)
	plans(lead, "voorstel", "weken", "2")
	o := outingsOf(t, a)[0]
	to := o.Date + 1
	if to.Weekday() == time.Saturday {
		to = o.Date - 1
	}
	if answer, body := plans(lead, "verplaatsen", "halte", string(o.Stops[0].ID), "dag", to.String()); answer.StatusCode != 303 {
		t.Fatalf("moving answers %d: %s", answer.StatusCode, said(body))
	}
	moved := false
	for _, x := range outingsOf(t, a) {
		for _, s := range x.Stops {
			moved = moved || x.Date == to && s.Place == o.Stops[0].Place
		}
	}
	if !moved {
		t.Error("the stop is not on the other day")
	}
}
