package manage_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

const hours = "/medewerker/beheer/uren"

// managed is the town with a manager who is signed in.
func managed(t *testing.T) (*webtest.App, *webtest.Person) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	return a, webtest.SignedIn(t, a, "karin", account.Manager)
}

// typed sends the form of the opening of desk 1, with other fields.
func typed(p *webtest.Person, path string, fields ...string) (*http.Response, string) {
	form := url.Values{account.TokenField: {p.Token()}, "wat": {"tijd"}, "id": {"week-hal-1"}, "locatie": {"hal"}, "week": {"2026-11-30"}, "balie": {"hal-1"},
		"dag": {"1", "2", "3", "4", "5"}, "van": {"8.00"}, "tot": {"18.00"}, "soort": {"both"}, "voor": {"public"}, "keer": {"1"}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return p.Send("POST", path, form.Encode())
}

// openFor is how many cells a desk of the town hall is open on a day.
func openFor(t *testing.T, a *webtest.App, desk string, day calendar.Date) (cells int) {
	webtest.Look(t, a, func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		for _, w := range o.Rules().Day(day) {
			if w.Desk == desk {
				cells += w.Cells.Len()
			}
		}
		return err
	})
	return cells
}

func undo(t *testing.T, p *webtest.Person, body string) (*http.Response, string) {
	t.Helper()
	field := func(name string) string {
		return webtest.Field(t, regexp.MustCompile(`name="`+name+`" value="([^"]+)"`), body[strings.Index(body, "balie-undo"):])
	}
	return p.Post(hours+"/terug", url.Values{account.TokenField: {p.Token()}, "locatie": {"hal"}, "week": {"2026-11-30"}, "soort": {field("soort")}, "regel": {field("regel")}, "versie": {field("versie")}})
}

func TestWhatTouchesNoAppointmentIsSavedAtOnceAndUndone(t *testing.T) {
	a, karin := managed(t)
	answer, _ := typed(karin, hours, "tot", "17")
	body := karin.Next(answer)
	webtest.Wants(t, "saved", body, "De tijd is gewijzigd. Geen afspraak is veranderd.", "Ongedaan maken")
	if got := openFor(t, a, "hal-1", webtest.Today); got != 108 {
		t.Fatalf("open for %d cells", got)
	}
	again, _ := undo(t, karin, body)
	webtest.Wants(t, "undone", karin.Next(again), "Het is ongedaan gemaakt.")
	if got := openFor(t, a, "hal-1", webtest.Today); got != 120 {
		t.Errorf("undone, and open for %d cells", got)
	}
	if twice, said := undo(t, karin, body); twice.StatusCode != 409 || !strings.Contains(said, "Iemand anders heeft dit intussen veranderd") {
		t.Errorf("undone twice: %d", twice.StatusCode)
	}
	if same, _ := typed(karin, hours, "wat", "feestdagen", "rust", "nee"); !strings.Contains(same.Header.Get("Location"), "gedaan=same") {
		t.Errorf("nothing to change leads to %s", same.Header.Get("Location"))
	}
}

func TestATimeIsAddedChangedFromADayOnAndTakenAway(t *testing.T) {
	a, karin := managed(t)
	_, body := karin.Send("GET", hours+"?locatie=hal&week=2026-11-30&nieuw=tijd&balie=hal-1", "")
	id := webtest.Field(t, regexp.MustCompile(`name="id" value="([^"]+)"`), body)
	fields := []string{"id", id, "is", "nieuw", "dag", "2", "van", "18.30", "tot", "20", "keer", "2", "vanaf", "2026-12-01", "soort", "appointment", "voor", "reserve", "uren", "24"}
	added, said := typed(karin, hours, fields...)
	webtest.Wants(t, "added", karin.Next(added)+said, "De tijd is toegevoegd.", "om de 2 weken", "balie-hours__bar--reserve")
	if again, _ := typed(karin, hours, fields...); !strings.Contains(again.Header.Get("Location"), "gedaan=same") {
		t.Error("the same press twice makes two")
	}
	if a, b, c := openFor(t, a, "hal-1", webtest.Today), openFor(t, a, "hal-1", webtest.Today+7), openFor(t, a, "hal-1", webtest.Today+14); a != 138 || b != 120 || c != 138 {
		t.Errorf("every second week is %d, %d, %d", a, b, c)
	}
	changed, _ := typed(karin, hours, "vanaf", "2026-12-08", "dag", "2", "tot", "16")
	karin.Next(changed)
	if a, b := openFor(t, a, "hal-1", webtest.Today), openFor(t, a, "hal-1", webtest.Today+7); a != 138 || b != 96 {
		t.Errorf("changed from the eighth: %d before, %d after", a, b)
	}
	if _, body := karin.Send("GET", hours+"?locatie=hal&week=2026-12-07&tijd=week-hal-1", ""); !strings.Contains(body, "Wat geldt vanaf wanneer") || !strings.Contains(body, "dinsdag 8 december 2026: 8.00–16.00") {
		t.Error("the versions are not shown")
	}
	gone, _ := typed(karin, hours, "id", id, "doe", "weg")
	webtest.Wants(t, "taken away", karin.Next(gone), "De tijd is weggehaald.")
}

func TestEveryRefusalOfAFormOfHoursStandsAtItsField(t *testing.T) {
	a, karin := managed(t)
	before := webtest.Sequence(t, a)
	for field, value := range map[string]string{"balie": "nergens", "dag": "9", "van": "half negen", "tot": "7", "vanaf": "morgen", "einde": "2026-11-01", "soort": "niets", "voor": "mij", "uren": "0", "vrij": "kwart", "keer": "99"} {
		answer, body := typed(karin, hours, field, value)
		if answer.StatusCode != 422 || !strings.Contains(body, `<a href="#`+field+`">`) || !strings.Contains(body, `id="`+field+`-fout"`) {
			t.Errorf("%s=%q: %d", field, value, answer.StatusCode)
		}
	}
	if answer, body := typed(karin, hours, "uren", "4"); answer.StatusCode != 422 || !strings.Contains(body, "Alleen een reserve komt vrij") {
		t.Errorf("released, and no reserve: %d", answer.StatusCode)
	}
	answer, body := typed(karin, hours, "id", "s-nieuw", "is", "nieuw", "van", "7", "tot", "9")
	if answer.StatusCode != 409 || !strings.Contains(body, "Balie 1 is woensdag 2 december al open van 8.00 tot 18.00 uur") && !strings.Contains(body, "Balie 1 is dinsdag 1 december al open van 8.00 tot 18.00 uur") {
		t.Errorf("overlapping: %d %s", answer.StatusCode, webtest.Said(body))
	}
	if instead := webtest.Field(t, regexp.MustCompile(`name="anders" value="([^"]+)"`), body); instead != "07:00-08:00" {
		t.Errorf("offered instead: %s", instead)
	}
	for what, fields := range map[string][]string{"no such rule": {"id", "nergens"}, "a rule by a name of our own": {"id", "stop-x", "is", "nieuw"}, "no such form": {"wat", "iets"}} {
		if answer, _ := typed(karin, hours, fields...); answer.StatusCode != 404 {
			t.Errorf("%s: %d", what, answer.StatusCode)
		}
	}
	for what, fields := range map[string][]string{"undo of nothing": {"soort", "desk", "versie", "1"}, "undo without a version": {"soort", "opening"}} {
		if answer, _ := typed(karin, hours+"/terug", fields...); answer.StatusCode != 404 {
			t.Errorf("%s: %d", what, answer.StatusCode)
		}
	}
	if after := webtest.Sequence(t, a); after != before {
		t.Errorf("a refusal wrote something: %d, then %d", before, after)
	}
	if answer, _ := typed(karin, hours, "id", "s-nieuw", "is", "nieuw", "van", "7", "tot", "9", "anders", "07:00-08:00"); answer.StatusCode != 303 {
		t.Errorf("what was offered instead: %d", answer.StatusCode)
	}
}

func TestWhatTouchesAnAppointmentIsShownFirstAndDoneAsSeen(t *testing.T) {
	a, karin := managed(t)
	webtest.Visit(t, a, "Truus", "pas", "hal", webtest.Today+1, 212)
	answer, _ := typed(karin, hours, "tot", "17")
	before := webtest.Sequence(t, a)
	body := karin.Next(answer)
	webtest.Wants(t, "the effect", body, "Deze wijziging raakt 1 afspraak.", "Er verandert nog niets.", "Wijzigen en bericht geven")
	webtest.Lacks(t, "the effect", body, "Truus")
	if webtest.Sequence(t, a) != before || openFor(t, a, "hal-1", webtest.Today) != 120 {
		t.Fatal("looking changed something")
	}
	seen := webtest.Field(t, regexp.MustCompile(`name="gezien" value="([^"]+)"`), body)
	webtest.Visit(t, a, "Bep", "pas", "hal", webtest.Today+1, 208)
	if other, said := typed(karin, hours+"/gevolg", "tot", "17", "gezien", seen); other.StatusCode != 409 || !strings.Contains(said, "Deze wijziging raakt 2 afspraken.") {
		t.Fatalf("done although it is something else by now: %d", other.StatusCode)
	}
	_, body = typed(karin, hours+"/gevolg", "tot", "17", "gezien", seen)
	done, said := typed(karin, hours+"/gevolg", "tot", "17", "gezien", webtest.Field(t, regexp.MustCompile(`name="gezien" value="([^"]+)"`), body))
	if done.StatusCode != 303 {
		t.Fatalf("confirmed: %d %s", done.StatusCode, webtest.Said(said))
	}
	webtest.Wants(t, "done", karin.Next(done), "De berichten gaan over een kwartier weg")
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := change.All(r)
		if len(all) != 1 || len(all[0].Lines) != 2 || openFor(t, a, "hal-1", webtest.Today+1) != 108 {
			t.Errorf("made: %+v", all)
		}
		return err
	})
}

func TestWhatOthersWroteIsShownAndNotEditable(t *testing.T) {
	a, karin := managed(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		d := catalogue.NewDraft(tx, catalogue.Outreach)
		if err := d.PutStop("hal", calendar.Opening{ID: "stop-1", Desk: "hal-1", Weekdays: []calendar.Weekday{2}, Start: 228, End: 240, Use: calendar.ForBoth, Share: calendar.Public}); err != nil {
			return err
		}
		return catalogue.Apply(tx, d.Changes())
	})
	_, body := karin.Send("GET", hours+"?locatie=hal&week=2026-11-30&tijd=stop-1", "")
	webtest.Wants(t, "another's", body, "De busplanning heeft deze tijd gemaakt", "19.00–20.00")
	webtest.Lacks(t, "another's", body, "Tijd opslaan")
	if answer, said := typed(karin, hours, "id", "stop-1", "van", "19", "tot", "20.30"); answer.StatusCode != 409 || !strings.Contains(said, "Dit hoort bij iemand anders") {
		t.Errorf("changed: %d", answer.StatusCode)
	}
}

func TestOtherHoursOfADayAndHolidays(t *testing.T) {
	a, karin := managed(t)
	form := []string{"wat", "dag", "id", "s-sint", "is", "nieuw", "balie", "", "vanaf", "2026-12-04", "van", "9", "tot", "12"}
	added, _ := typed(karin, hours, form...)
	webtest.Wants(t, "other hours", karin.Next(added), "De andere tijden zijn toegevoegd.")
	if got := openFor(t, a, "hal-1", webtest.Today+3); got != 36 {
		t.Errorf("open for %d cells", got)
	}
	if answer, _ := typed(karin, hours, append(form, "vanaf", "")...); answer.StatusCode != 422 {
		t.Errorf("without a day: %d", answer.StatusCode)
	}
	rest, _ := typed(karin, hours, "wat", "feestdagen", "rust", "ja")
	webtest.Wants(t, "holidays", karin.Next(rest), "De feestdagen zijn gewijzigd.", "is deze locatie dicht")
	if got := openFor(t, a, "hal-1", calendar.DateOf(2026, 12, 25)); got != 0 {
		t.Errorf("open for %d cells at Christmas", got)
	}
	_, body := karin.Send("GET", hours+"?locatie=hal&week=2026-12-25", "")
	webtest.Wants(t, "the week of Christmas", body, "Eerste Kerstdag", "is-off", "Een sluiting gaat voor een uitzondering")
	webtest.Lacks(t, "the week", body, "style=")
}

func TestOnlyWhoSetsUpChangesHours(t *testing.T) {
	a, _ := managed(t)
	for role, want := range map[account.Role]int{account.TeamLead: 403, account.Counter: 403, account.Field: 403} {
		p := webtest.SignedIn(t, a, "p-"+string(role), role)
		if answer, _ := p.Send("GET", hours, ""); answer.StatusCode != want {
			t.Errorf("%s looks: %d", role, answer.StatusCode)
		}
		if answer, _ := typed(p, hours, "tot", "17"); answer.StatusCode != want {
			t.Errorf("%s saves: %d", role, answer.StatusCode)
		}
	}
}
