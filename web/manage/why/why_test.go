package why_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// asked is the page of an explanation; Tuesday 1 December, nine o'clock.
func asked(p *webtest.Person, fields ...string) (int, string) {
	q := url.Values{"product": {"pas"}, "locatie": {"hal"}, "dag": {"2026-12-02"}, "tijd": {"10.20"}}
	for i := 0; i+1 < len(fields); i += 2 {
		q.Set(fields[i], fields[i+1])
	}
	answer, body := p.Send("GET", "/medewerker/waarom?"+q.Encode(), "")
	return answer.StatusCode, body
}

// ruled is the town hall with one rule of each kind on days of its own.
func ruled(tx *ledger.Tx) error {
	o, err := catalogue.OfficeByID(tx, "hal")
	if err != nil {
		return err
	}
	o.Holidays = true
	o.Openings = append([]calendar.Opening{}, o.Openings...)
	o.Openings = append(o.Openings,
		calendar.Opening{ID: "spoed", Desk: "hal-1", Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 216, End: 228, Use: calendar.ForAppointment, Share: calendar.Reserve, ReleaseHours: 4},
		calendar.Opening{ID: "collega", Desk: "hal-1", Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 228, End: 240, Use: calendar.ForAppointment, Share: calendar.Staff},
		calendar.Opening{ID: "inloop", Desk: "hal-1", Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 240, End: 252, Use: calendar.ForWalkIn, Share: calendar.Public})
	o.Closures = []calendar.Closure{{ID: "studie", From: webtest.Today + 2, Until: webtest.Today + 2, Reason: "Studiedag"}}
	o.Exceptions = []calendar.Exception{{ID: "sint", Date: webtest.Today + 3, Desk: "hal-1", Start: 96, End: 108, Use: calendar.ForBoth, Share: calendar.Public}}
	return catalogue.PutOffice(tx, o)
}

func TestATimeIsExplainedInWordsToReadAloud(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	webtest.Write(t, a, ruled)
	lead := webtest.SignedIn(t, a, "lies", account.TeamLead)
	webtest.Visit(t, a, "Truus", "pas", "hal", webtest.Today+1, 124)
	for name, c := range map[string]struct {
		fields []string
		words  string
	}{
		"free":       {[]string{"tijd", "11:00"}, "deze tijd staat er wel"},
		"taken":      {nil, "geen balie is lang genoeg vrij"},
		"past":       {[]string{"dag", "2026-12-01", "tijd", "8"}, "deze tijd is al voorbij"},
		"horizon":    {[]string{"dag", "2027-03-01"}, "tot 30 dagen vooruit"},
		"closed":     {[]string{"dag", "2026-12-03"}, "wij zijn dan gesloten: Studiedag"},
		"exception":  {[]string{"dag", "2026-12-04"}, "op die dag gelden andere tijden"},
		"holiday":    {[]string{"dag", "2026-12-25"}, "het is Eerste Kerstdag"},
		"no opening": {[]string{"tijd", "700"}, "wij zijn dan niet open"},
		"reserve":    {[]string{"tijd", "1800"}, "deze tijd is bewaard voor spoed"},
		"released":   {[]string{"tijd", "1800"}, "komt vrij: woensdag 2 december, 14.00 uur"},
		"share":      {[]string{"tijd", "19.30"}, "deze tijd kan alleen een collega geven"},
		"colleague":  {[]string{"tijd", "19.30", "voor", "staff"}, "deze tijd staat er wel"},
		"urgent":     {[]string{"tijd", "18", "voor", "urgent"}, "deze tijd staat er wel"},
		"walk-in":    {[]string{"tijd", "20.30"}, "zonder afspraak"},
		"skill":      {[]string{"product", "bellen", "locatie", "bus"}, "Praotbus kan dit dan niet doen"},
	} {
		if status, body := asked(lead, c.fields...); status != 200 || !strings.Contains(webtest.Said(body), c.words) {
			t.Errorf("%s: %d without %q: %s", name, status, c.words, webtest.Said(body))
		}
	}
	_, body := asked(lead)
	webtest.Wants(t, "taken", body, "Balie 1", "Er is al een afspraak", "van 10.20 tot 10.30 uur", "10.10 uur", "/medewerker/telefoon/nieuw?", "Vroegste tijd per product")
	webtest.Lacks(t, "taken", body, "Truus", "style=")
}

func TestWhatCannotBeAskedIsAFaultAtItsField(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	lead := webtest.SignedIn(t, a, "lies", account.TeamLead)
	for field, typed := range map[string]string{"product": "nergens", "locatie": "nergens", "personen": "0", "dag": "morgen", "tijd": "half elf", "voor": "mij"} {
		if status, body := asked(lead, field, typed); status != 422 || !strings.Contains(body, `<a href="#`+field+`">`) || strings.Contains(body, `id="antwoord"`) {
			t.Errorf("%s=%q: %d", field, typed, status)
		}
	}
	if status, body := asked(lead, "product", "schuld", "personen", "2"); status != 422 || strings.Contains(body, `id="antwoord"`) {
		t.Errorf("too many persons: %d", status)
	}
	if answer, _ := lead.Send("GET", "/medewerker/waarom", ""); answer.StatusCode != 200 {
		t.Errorf("nothing asked yet: %d", answer.StatusCode)
	}
}

func TestADiscreetProductIsNotNamedInTheAnswer(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	lead := webtest.SignedIn(t, a, "lies", account.TeamLead)
	_, body := asked(lead, "product", "schuld")
	said := body[strings.Index(body, `id="antwoord"`):]
	webtest.Lacks(t, "the answer", said, "Schuldhulp", "Schuld", "schuld")
	webtest.Wants(t, "the answer", said, "Een besloten afspraak")
}

func TestWhoMayNotExplainIsRefused(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	for role, want := range map[account.Role]int{account.Manager: 200, account.Counter: 200, account.Field: 403, account.Auditor: 403, account.Reception: 403} {
		if status, _ := asked(webtest.SignedIn(t, a, "p-"+string(role), role)); status != want {
			t.Errorf("%s: %d, want %d", role, status, want)
		}
	}
	if _, body := webtest.SignedIn(t, a, "tel", account.Counter).Send("GET", "/medewerker/telefoon", ""); !strings.Contains(body, `href="/medewerker/waarom"`) {
		t.Error("the telephone page does not lead to it")
	}
}
