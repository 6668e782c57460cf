package manage_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

// closingTown is a town hall in which Tuesday has appointments, and a team lead who may close it.
type closingTown struct {
	*webtest.DeskTown
	lead   *webtest.Person
	booked []booking.Appointment
}

func newClosingTown(t *testing.T) *closingTown {
	t.Helper()
	d := webtest.NewDeskTown(t)
	tn := &closingTown{DeskTown: d, lead: webtest.SignedIn(t, d.App, "leider", account.TeamLead)}
	for i := range 6 {
		tn.book(i, catalogue.Wish{{Product: "pas", Persons: 1}})
	}
	tn.book(6, catalogue.Wish{{Product: "schuld", Persons: 1}})
	return tn
}

// book makes an appointment on Tuesday afternoon; every third has no channel.
func (tn *closingTown) book(i int, wish catalogue.Wish) {
	tn.T.Helper()
	who := contact.Details{Name: webtest.Canary + " te Voorbeeld", Channel: contact.ByEmail, Email: fmt.Sprintf("kanarie%d@example.org", i)}
	if i%3 == 2 {
		who = contact.Details{Name: webtest.Canary + " zonder", Channel: contact.None}
	}
	webtest.Write(tn.T, tn.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, wish, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: calendar.Cell(14*12 + 3*(i/2))}); err != nil {
			return err
		}
		a, err := booking.Book(tx, tn.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
		tn.booked = append(tn.booked, a)
		return err
	})
}

// form is Tuesday afternoon, with changes.
func form(changes ...string) url.Values {
	f := url.Values{"locatie": {"hal"}, "balie": {""}, "dag": {"2026-12-01"}, "totdag": {""}, "van": {"13.00"}, "tot": {"17"}, "reden": {"Studiemiddag"}}
	for i := 0; i+1 < len(changes); i += 2 {
		f.Set(changes[i], changes[i+1])
	}
	return f
}

var seen = regexp.MustCompile(`name="gezien" value="([0-9a-f]*)"`)

// foresees asks what would happen, and returns the page and what a confirmation carries.
func (tn *closingTown) foresees(f url.Values) (body string, confirm url.Values) {
	tn.T.Helper()
	answer, body := tn.lead.Send("GET", "/medewerker/beheer/sluiten?bekijk=1&"+f.Encode(), "")
	found := seen.FindStringSubmatch(body)
	if answer.StatusCode != 200 || found == nil {
		tn.T.Fatalf("the what-if answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	confirm = url.Values{}
	for name, value := range f {
		confirm[name] = value
	}
	confirm.Set("gezien", found[1])
	return body, confirm
}

// closes confirms, and returns the address of the change.
func (tn *closingTown) closes(confirm url.Values) string {
	tn.T.Helper()
	answer, body := tn.lead.Post("/medewerker/beheer/sluiten", confirm)
	at := answer.Header.Get("Location")
	if answer.StatusCode != 303 || !strings.HasPrefix(at, "/medewerker/beheer/wijziging/") {
		tn.T.Fatalf("closing answers %d %s %s", answer.StatusCode, at, webtest.Said(body))
	}
	return at
}

func (tn *closingTown) says(path string, wants ...string) string {
	tn.T.Helper()
	answer, body := tn.lead.Send("GET", path, "")
	said := webtest.Said(body)
	for _, want := range wants {
		if answer.StatusCode != 200 || !strings.Contains(said, want) {
			tn.T.Errorf("%s answers %d without %q: %s", path, answer.StatusCode, want, said)
		}
	}
	return said
}

func (tn *closingTown) presses(at, do string) int {
	tn.T.Helper()
	answer, _ := tn.lead.Post(at+"/"+do, url.Values{})
	return answer.StatusCode
}

func (tn *closingTown) made(at string) (c change.Change) {
	tn.T.Helper()
	webtest.Look(tn.T, tn.App, func(r ledger.Reader) (err error) {
		c, err = change.ByID(r, change.ID(at[strings.LastIndex(at, "/")+1:]))
		return err
	})
	return c
}

// TestAnAfternoonIsClosedAfterItWasShown: nothing changes by looking; nobody is named; then it waits, and leaves.
func TestAnAfternoonIsClosedAfterItWasShown(t *testing.T) {
	tn := newClosingTown(t)
	before := webtest.Sequence(t, tn.App)
	body, confirm := tn.foresees(form())
	said := webtest.Said(body)
	for _, want := range []string{"Er vallen 7 afspraken in deze tijd.", "Er verandert nog niets", "dinsdag 1 december 2026, 13.00 tot 17.00 uur", "Een besloten afspraak", "Geen e-mail, sms of brief mogelijk.", "Sluiten en bericht geven", "per e-mail"} {
		if !strings.Contains(said, want) {
			t.Errorf("the what-if does not say %q: %s", want, said)
		}
	}
	if strings.Contains(body, webtest.Canary) || webtest.Sequence(t, tn.App) != before {
		t.Error("looking names somebody, or changes something")
	}
	at := tn.closes(confirm)
	if again := tn.closes(confirm); again != at {
		t.Errorf("pressed twice it is %s and %s", at, again)
	}
	tn.says(at, "Nog niemand heeft bericht", "over 15 minuten weg", "Terugdraaien", "Berichten nu sturen", "2 bezoekers komen op de bellijst")
	tn.says("/medewerker/beheer/wijzigingen", "Wacht op versturen", "7 afspraken")
	tn.Now = tn.Now.Add(9 * time.Minute)
	tn.says(at, "over 6 minuten weg")
	for range 2 {
		if status := tn.presses(at, "sturen"); status != 303 {
			t.Errorf("sending answers %d", status)
		}
	}
	tn.says(at, "Het is dicht", "Bel 2 bezoekers", "Bellijst openen", "Weer openen")
	if status := tn.presses(at, "terugdraaien"); status != 409 {
		t.Errorf("taking back what was told answers %d", status)
	}
	for range 2 {
		if status := tn.presses(at, "openen"); status != 303 {
			t.Errorf("opening again answers %d", status)
		}
	}
	tn.says(at, "Het is weer open")
}

// TestTakenBackItIsAsItWas over HTTP, and pressed twice.
func TestTakenBackItIsAsItWas(t *testing.T) {
	tn := newClosingTown(t)
	_, confirm := tn.foresees(form())
	at := tn.closes(confirm)
	if status := tn.presses(at, "openen"); status != 409 {
		t.Errorf("opening again what waits answers %d", status)
	}
	for range 2 {
		if status := tn.presses(at, "terugdraaien"); status != 303 {
			t.Errorf("taking back answers %d", status)
		}
	}
	if status := tn.presses(at, "sturen"); status != 409 {
		t.Errorf("sending what was taken back answers %d", status)
	}
	tn.says(at, "teruggedraaid", "Alles staat weer zoals het was.")
	if _, again := tn.foresees(form()); tn.closes(again) == at {
		t.Error("closed anew it is the change that was taken back")
	}
}

// TestWhatTouchesNobodyIsSavedAtOnce without a what-if, and undone.
func TestWhatTouchesNobodyIsSavedAtOnce(t *testing.T) {
	tn := newClosingTown(t)
	at := tn.closes(form("dag", "2026-12-02"))
	tn.says(at, "Geen afspraak is veranderd.", "Ongedaan maken")
	if status := tn.presses(at, "openen"); status != 303 || tn.made(at).State != change.Reopened {
		t.Errorf("undoing answers %d", status)
	}
}

// TestAPlanThatWasOvertakenIsShownAgain, also where nothing was seen.
func TestAPlanThatWasOvertakenIsShownAgain(t *testing.T) {
	tn := newClosingTown(t)
	_, confirm := tn.foresees(form())
	tn.book(7, catalogue.Wish{{Product: "pas", Persons: 1}})
	for _, f := range []url.Values{confirm, form()} {
		answer, body := tn.lead.Post("/medewerker/beheer/sluiten", f)
		said := webtest.Said(body)
		if answer.StatusCode != 409 || !strings.Contains(said, "Er is intussen iets veranderd") || !strings.Contains(said, "Er vallen 8 afspraken") {
			t.Errorf("answers %d %s", answer.StatusCode, said)
		}
	}
	webtest.Look(t, tn.App, func(r ledger.Reader) error {
		all, err := change.All(r)
		if len(all) != 0 {
			t.Errorf("%d changes were made", len(all))
		}
		return err
	})
}

// TestWhatCannotBeClosedIsRefusedAtItsField, looking and pressing.
func TestWhatCannotBeClosedIsRefusedAtItsField(t *testing.T) {
	tn := newClosingTown(t)
	for name, c := range map[string]struct {
		changes []string
		field   string
		status  int
	}{
		"no day":            {[]string{"dag", ""}, "dag", 422},
		"no date":           {[]string{"dag", "morgen"}, "dag", 422},
		"yesterday":         {[]string{"dag", "2026-11-29"}, "dag", 422},
		"backwards":         {[]string{"totdag", "2026-11-30"}, "totdag", 422},
		"a last day of air": {[]string{"totdag", "ooit"}, "totdag", 422},
		"no time":           {[]string{"van", "middag"}, "van", 422},
		"no such minute":    {[]string{"van", "13.02"}, "van", 422},
		"ends first":        {[]string{"tot", "12"}, "van", 422},
		"no reason":         {[]string{"reden", "  "}, "reden", 422},
		"a story":           {[]string{"reden", strings.Repeat("bla ", 60)}, "reden", 422},
		"a Sunday":          {[]string{"dag", "2026-12-06"}, "dag", 422},
		"no such desk":      {[]string{"balie", "hal-9"}, "balie", 404},
		"no such office":    {[]string{"locatie", "nergens"}, "locatie", 404},
	} {
		answer, body := tn.lead.Send("GET", "/medewerker/beheer/sluiten?bekijk=1&"+form(c.changes...).Encode(), "")
		if answer.StatusCode != c.status || !strings.Contains(body, `id="`+c.field+`-fout"`) {
			t.Errorf("%s: looking answers %d: %s", name, answer.StatusCode, webtest.Said(body))
		}
		answer, body = tn.lead.Post("/medewerker/beheer/sluiten", form(c.changes...))
		if answer.StatusCode != c.status || !strings.Contains(body, `id="`+c.field+`-fout"`) {
			t.Errorf("%s: pressing answers %d: %s", name, answer.StatusCode, webtest.Said(body))
		}
	}
	for _, path := range []string{"", "/terugdraaien", "/sturen", "/openen"} {
		method := map[bool]string{true: "GET", false: "POST"}[path == ""]
		answer, _ := tn.lead.Send(method, "/medewerker/beheer/wijziging/aaaaaaaaaaaaaaaaaaaaaaaaaa"+path, url.Values{account.TokenField: {tn.lead.Token()}}.Encode())
		if answer.StatusCode != 404 {
			t.Errorf("a change that is not there answers %s %s with %d", method, path, answer.StatusCode)
		}
	}
}

// TestTimesAreReadAsPeopleTypeThem.
func TestTimesAreReadAsPeopleTypeThem(t *testing.T) {
	tn := newClosingTown(t)
	for _, typed := range []string{"13.00", "13:00", "1300", "13", " 13 "} {
		body, _ := tn.foresees(form("van", typed))
		if said := webtest.Said(body); !strings.Contains(said, "13.00 tot 17.00 uur") {
			t.Errorf("%q is read as %s", typed, said)
		}
	}
	body, _ := tn.foresees(form("van", "", "tot", ""))
	if said := webtest.Said(body); !strings.Contains(said, "de hele dag") {
		t.Error(said)
	}
	body, _ = tn.foresees(form("van", "8.30", "tot", ""))
	if said := webtest.Said(body); !strings.Contains(said, "vanaf 8.30 uur") {
		t.Error(said)
	}
}

// TestVisitsWithinThreeHoursAreSaidInTheButton.
func TestVisitsWithinThreeHoursAreSaidInTheButton(t *testing.T) {
	tn := newClosingTown(t)
	tn.Now = time.Date(2026, 12, 1, 10, 30, 0, 0, time.UTC) // half past eleven on the day, the first visits are at two
	tn.lead = webtest.SignedIn(t, tn.App, "later", account.TeamLead)
	body, confirm := tn.foresees(form())
	if said := webtest.Said(body); !strings.Contains(said, "meteen weg") || !strings.Contains(said, "meteen") {
		t.Errorf("%s", said)
	}
	at := tn.closes(confirm)
	open := 0
	for _, l := range tn.made(at).Lines {
		if l.Open() {
			open++
		}
	}
	if open == 0 || open == len(tn.booked) {
		t.Errorf("%d of %d still wait", open, len(tn.booked))
	}
}

// TestWhoMayNotCloseDoesNot: neither looks nor presses; the lead's side list shows what they may.
func TestWhoMayNotCloseDoesNot(t *testing.T) {
	tn := newClosingTown(t)
	counter := webtest.SignedIn(t, tn.App, "anna", account.Counter)
	if answer, _ := counter.Send("GET", "/medewerker/beheer/sluiten", ""); answer.StatusCode != 403 {
		t.Errorf("the counter sees the form: %d", answer.StatusCode)
	}
	if answer, _ := counter.Post("/medewerker/beheer/sluiten", form("dag", "2026-12-02")); answer.StatusCode != 403 {
		t.Errorf("the counter closes: %d", answer.StatusCode)
	}
	if said := tn.says("/medewerker/beheer/sluiten", "Sluiten", "Wat is er gewijzigd?"); strings.Contains(said, "Overzicht") {
		t.Error("the lead is shown the manager's home")
	}
}
