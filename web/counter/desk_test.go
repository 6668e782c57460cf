package counter_test

import (
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

// TestADeskIsTakenAndLeft sits down, is refused where a colleague sits, and stands up, each form twice.
func TestADeskIsTakenAndLeft(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", ""), d.At("bram", "")
	if page := webtest.Said(anna.Page()); !strings.Contains(page, "Aan welke balie zit u?") || !strings.Contains(page, "Balie 3") {
		t.Errorf("without a desk one sees %q", page)
	}
	for range 2 {
		if answer, _ := anna.PressAs(string(booking.NewVisitKey()), "plaats", "locatie", "hal", "plek", "hal-1"); answer.StatusCode != 303 {
			t.Errorf("sitting down answers %d", answer.StatusCode)
		}
	}
	bram.Refused(409, "Aan deze balie zit al een collega", "plaats", "locatie", "hal", "plek", "hal-1")
	bram.Refused(404, "Aan welke balie zit u?", "plaats", "locatie", "hal", "plek", "hal-9")
	if page := bram.Page(); strings.Contains(page, `value="hal-1"`) || !strings.Contains(page, `value="hal-2"`) {
		t.Error("a desk where somebody sits offers a seat, or a free one offers none")
	}
	if page := webtest.Said(anna.Page()); !strings.Contains(page, "Balie 1, Raadhuis") {
		t.Errorf("at a desk one sees %q", page)
	}
	for range 2 {
		if answer, _ := anna.Press("weg"); answer.StatusCode != 303 {
			t.Errorf("standing up answers %d", answer.StatusCode)
		}
	}
	bram.Press("plaats", "locatie", "hal", "plek", "hal-1", "leert", "1")
	if page := webtest.Said(bram.Page()); !strings.Contains(page, "open, werkt iemand in") {
		t.Errorf("where somebody learns one sees %q", page)
	}
}

// TestWithoutADeskNothingIsDone presses every button without a desk.
func TestWithoutADeskNothingIsDone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	waits := d.WalkIn("pas")
	anna := d.At("anna", "")
	before := webtest.Sequence(t, d.App)
	for _, verb := range []string{"volgende", "opnieuw", "begin", "klaar", "niet-gekomen", "terug", "parkeer", "verder", "door", "kies", "ongedaan", "stand", "langer"} {
		anna.Refused(403, "Aan welke balie zit u?", verb, "nummer", string(waits.ID), "stand", "lunch", "reden", "wait", "naar", "balie hal-1")
	}
	if after := webtest.Sequence(t, d.App); after != before {
		t.Errorf("the ledger moved from %d to %d", before, after)
	}
	if answer, _ := anna.Send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu"); answer.StatusCode != 403 {
		t.Errorf("the area of no desk answers %d", answer.StatusCode)
	}
}

// TestAVisitFromCallToDone goes the usual way, and past what is refused on it.
func TestAVisitFromCallToDone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	anna.Refused(409, "Er wacht niemand voor deze balie", "volgende")
	first := d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	second := d.WalkIn("pas")
	anna.Does("volgende", "")
	d.Wants(first.ID, queue.Called)
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "Opgeroepen roept op") {
		t.Errorf("a desk that called says %q", page)
	}
	anna.Refused(409, "U helpt nog nummer", "volgende")
	anna.Refused(409, "Over 30 seconden kan het wel", "opnieuw", "nummer", string(first.ID))
	anna.Refused(409, "Geef de bezoeker tijd om te komen", "niet-gekomen", "nummer", string(first.ID))
	anna.Refused(409, "Dit kan nu niet met nummer", "klaar", "nummer", string(first.ID))
	anna.Refused(409, "Dit kan nu niet met nummer", "begin", "nummer", string(second.ID))
	for range 2 {
		d.Now = d.Now.Add(queue.RecallEvery)
		anna.Does("opnieuw", first.ID)
	}
	d.Now = d.Now.Add(queue.RecallEvery)
	anna.Refused(409, "drie keer", "opnieuw", "nummer", string(first.ID))
	anna.Does("begin", first.ID)
	anna.Does("begin", first.ID) // it is begun
	d.Wants(first.ID, queue.Serving)
	anna.Does("klaar", first.ID, "opgave", "1", "gedaan", "pas", "aantal.pas", "1", "door", "1")
	d.Wants(first.ID, queue.Done)
	d.Wants(second.ID, queue.Called)
	anna.Does("terug", second.ID)
	d.Wants(second.ID, queue.Waiting)
	if answer, _ := anna.Press("begin", "nummer", "GEEN"); answer.StatusCode != 404 {
		t.Errorf("a number that is none answers %d", answer.StatusCode)
	}
}

// TestWhatWasReallyDone reports other products, other counts, nothing, and what cannot be.
func TestWhatWasReallyDone(t *testing.T) {
	for name, tc := range map[string]struct {
		fields []string
		want   []queue.Handled
	}{
		"as wished":            {nil, []queue.Handled{{Product: "pas", Count: 1}}},
		"three and a document": {[]string{"opgave", "1", "gedaan", "pas", "aantal.pas", "3", "gedaan", "haal"}, []queue.Handled{{Product: "pas", Count: 3}, {Product: "haal", Count: 1}}},
		"something else":       {[]string{"opgave", "1", "gedaan", "haal"}, []queue.Handled{{Product: "haal", Count: 1}}},
		"nothing":              {[]string{"opgave", "1", "gedaan", ""}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := webtest.NewDeskTown(t)
			anna := d.At("anna", "hal-1")
			visit := d.WalkIn("pas")
			anna.Does("volgende", "")
			anna.Does("begin", visit.ID)
			anna.Refused(422, "Wat u hebt gedaan, klopt nog niet", "klaar", "nummer", string(visit.ID), "opgave", "1", "gedaan", "pas", "aantal.pas", "0")
			anna.Refused(422, "Wat u hebt gedaan, klopt nog niet", "klaar", "nummer", string(visit.ID), "opgave", "1", "gedaan", "pas", "gedaan", "pas")
			anna.Does("klaar", visit.ID, tc.fields...)
			got := d.Wants(visit.ID, queue.Done).Done
			if len(got) != len(tc.want) {
				t.Fatalf("done: %+v, want %+v", got, tc.want)
			}
			for i := range got {
				if got[i] != tc.want[i] {
					t.Errorf("done: %+v, want %+v", got, tc.want)
				}
			}
		})
	}
}

// TestWhatWasChosenStandsAgainAfterARefusal looks at the form that comes back.
func TestWhatWasChosenStandsAgainAfterARefusal(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, _ := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	visit := d.WalkIn("pas")
	anna.Does("volgende", "")
	anna.Does("begin", visit.ID)
	_, body := anna.Press("klaar", "nummer", string(visit.ID), "opgave", "1", "vervolg", "comeback", "gedaan", "haal", "aantal.pas", "0", "gedaan", "pas")
	for _, want := range []string{`value="comeback" data-key="2" checked`, `name="aantal.pas" value="0"`, `<option value="haal" selected`, `<details id="gedaan" class="balie-more" open`} {
		if !strings.Contains(body, want) {
			t.Errorf("after a refusal the page lacks %s", want)
		}
	}
	_, body = anna.Press("door", "nummer", string(visit.ID), "naar", "kan vliegen")
	if !strings.Contains(body, `<details id="doorsturen" class="balie-more" open`) {
		t.Error("after a refusal the form is folded away")
	}
	if _, body = anna.Press("kies", "nummer", string(visit.ID), "reden", "term"); !strings.Contains(body, `<option value="term" selected`) {
		t.Error("after a refusal another reason is chosen")
	}
}

// TestAsideOnAndBack parks, goes on at another desk, and is refused what cannot be.
func TestAsideOnAndBack(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	visit := d.WalkIn("pas")
	anna.Does("volgende", "")
	anna.Refused(409, "Dit kan nu niet", "parkeer", "nummer", string(visit.ID))
	anna.Does("begin", visit.ID)
	bram.Refused(409, "Dit kan nu niet", "parkeer", "nummer", string(visit.ID)) // not at this desk
	bram.Refused(409, "Dit kan nu niet", "klaar", "nummer", string(visit.ID))
	anna.Does("parkeer", visit.ID)
	d.Wants(visit.ID, queue.Parked)
	if page := webtest.Said(bram.Own()); !strings.Contains(page, "Verder met M 1") {
		t.Errorf("a colleague sees %q", page)
	}
	bram.Does("verder", visit.ID)
	anna.Refused(409, "Dit kan nu niet", "verder", "nummer", string(visit.ID))
	if now := d.Wants(visit.ID, queue.Serving); now.Desk != "hal-2" {
		t.Errorf("goes on at %s", now.Desk)
	}
}

// TestSentOn goes to a desk and to whoever can do something, and nowhere else.
func TestSentOn(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	visit := d.WalkIn("pas")
	anna.Does("volgende", "")
	anna.Does("begin", visit.ID)
	anna.Refused(422, "Kies waar de bezoeker naartoe gaat", "door", "nummer", string(visit.ID))
	anna.Refused(422, "Kies waar de bezoeker naartoe gaat", "door", "nummer", string(visit.ID), "naar", "bakker hal-2")
	anna.Refused(409, "Aan die balie zit nu niemand", "door", "nummer", string(visit.ID), "naar", "balie hal-3")
	anna.Refused(422, "Dit kan op deze locatie niet", "door", "nummer", string(visit.ID), "naar", "kan vliegen")
	anna.Does("door", visit.ID, "naar", "balie hal-2")
	if now := d.Wants(visit.ID, queue.Waiting); now.For != "hal-2" || now.Number != visit.Number || !now.Arrived.Equal(visit.Arrived) {
		t.Errorf("sent on as %+v", now)
	}
	anna.Refused(409, "Er wacht niemand voor deze balie", "volgende")
	bram.Does("volgende", "")
	bram.Does("door", visit.ID, "naar", "kan zorg")
	if now := d.Wants(visit.ID, queue.Waiting); len(now.Skills) != 1 || now.Skills[0] != "zorg" {
		t.Errorf("sent on as %+v", now)
	}
}

// TestNobodyCame misses somebody whom the desk called, and takes it back in time.
func TestNobodyCame(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	visit := d.Arrives("pas", "nl")
	anna.Does("volgende", "")
	d.Now = d.Now.Add(queue.RecallEvery)
	anna.Does("niet-gekomen", visit.ID)
	d.Wants(visit.ID, queue.Missed)
	anna.Does("ongedaan", "")
	d.Wants(visit.ID, queue.Called)
	anna.Refused(409, "Er is niets om terug te draaien", "ongedaan")
	anna.Does("begin", visit.ID)
	if !strings.Contains(anna.Own(), `data-key="z"`) {
		t.Error("a step of a moment ago offers no undo")
	}
	d.Now = d.Now.Add(queue.UndoFor + time.Second)
	anna.Refused(409, "Dit kunt u niet meer terugdraaien", "ongedaan")
	if strings.Contains(anna.Own(), `data-key="z"`) {
		t.Error("a step of a while ago offers an undo")
	}
}

// TestPickedByHand calls out of turn with a reason that stands in the audit.
func TestPickedByHand(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-2")
	d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	second, other := d.WalkIn("pas"), d.WalkIn("schuld")
	anna.Refused(422, "reden", "kies", "nummer", string(second.ID))
	anna.Refused(422, "reden", "kies", "nummer", string(second.ID), "reden", "omdat het kan")
	anna.Refused(409, "Aan deze balie kan dit niet", "kies", "nummer", string(other.ID), "reden", "wait")
	anna.Does("kies", second.ID, "reden", "wait")
	if now := d.Wants(second.ID, queue.Called); now.Picked != "wait" {
		t.Errorf("picked as %+v", now)
	}
	anna.Refused(409, "U helpt nog nummer", "kies", "nummer", string(other.ID), "reden", "wait")
}

// TestADeskPausesAndCloses goes through what a desk does between visits.
func TestADeskPausesAndCloses(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	first := d.WalkIn("pas")
	anna.Refused(409, "U bent niet aan het afronden", "langer")
	anna.Does("volgende", "")
	anna.Does("begin", first.ID)
	anna.Does("stand", "", "stand", "lunch") // begins afterwards
	second := d.WalkIn("pas")
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "Daarna: Lunch") || strings.Contains(page, "volgende oproepen") {
		t.Errorf("before lunch the desk says %q", page)
	}
	anna.Refused(409, "U helpt nog nummer", "weg")
	anna.Does("klaar", first.ID, "door", "1") // and nobody is called, which is no refusal
	d.Wants(second.ID, queue.Waiting)
	anna.Refused(409, "Deze balie roept nu niemand op", "volgende")
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "lunch") || !strings.Contains(page, "Balie openen") {
		t.Errorf("at lunch the desk says %q", page)
	}
	anna.Refused(422, "Dit kan", "stand", "stand", "siësta")
	anna.Does("stand", "", "stand", "open")
	anna.Does("volgende", "")
	anna.Does("begin", second.ID)
	anna.Does("klaar", second.ID)
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "U rondt af tot 10.02") {
		t.Errorf("after a visit the desk says %q", page)
	}
	for range 2 {
		anna.Does("langer", "")
	}
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "U rondt af tot 10.06") {
		t.Errorf("after asking for more the desk says %q", page)
	}
	d.WalkIn("pas")
	anna.Does("stand", "", "stand", "closing")
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "roept niemand meer op") || !strings.Contains(page, "Afmelden bij balie spatie") {
		t.Errorf("a desk that closes says %q", page)
	}
	anna.Does("weg", "")
}

// TestTheSameFormTwiceIsOnce sends every form of a morning again, at once and later.
func TestTheSameFormTwiceIsOnce(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	first := d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	second := d.WalkIn("pas")
	keys := map[string]string{}
	twice := func(verb string, fields ...string) {
		t.Helper()
		keys[verb] = string(booking.NewVisitKey())
		for range 3 {
			if answer, body := anna.PressAs(keys[verb], verb, fields...); answer.StatusCode != 303 {
				t.Errorf("%s answers %d %s", verb, answer.StatusCode, webtest.Said(body))
			}
		}
	}
	twice("volgende")
	twice("begin", "nummer", string(first.ID))
	twice("klaar", "nummer", string(first.ID), "door", "1")
	d.Wants(first.ID, queue.Done)
	d.Wants(second.ID, queue.Called)
	twice("terug", "nummer", string(second.ID))
	d.Wants(second.ID, queue.Waiting)
	twice("kies", "nummer", string(second.ID), "reden", "wait")
	twice("ongedaan")
	d.Wants(second.ID, queue.Waiting)
	if answer, _ := anna.PressAs(keys["begin"], "volgende"); answer.StatusCode != 409 {
		t.Errorf("another button under the same key answers %d", answer.StatusCode)
	}
	d.Wants(second.ID, queue.Waiting)
}

// TestThePageOrItsPart asks with and without the script's header.
func TestThePageOrItsPart(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	d.WalkIn("pas")
	part := func(method, verb, form string) (int, string) {
		answer, body := anna.Send(method, "/medewerker/balie/"+verb, form, "X-Balie-Part", "nu", "Accept", "*/*")
		return answer.StatusCode, body
	}
	token := account.TokenField + "=" + anna.Session
	for want, body := range map[int]func() (int, string){
		200: func() (int, string) { return part("GET", "nu", "") },
		404: func() (int, string) { return part("POST", "begin", token+"&nummer=GEEN") },
	} {
		if status, html := body(); status != want || !strings.HasPrefix(html, `<section class="balie-now" id="nu"`) || strings.Contains(html, "<html") {
			t.Errorf("the part answers %d, want %d: %.80s", status, want, html)
		}
	}
	if status, html := part("POST", "volgende", token); status != 200 || !strings.Contains(webtest.Said(html), "Opgeroepen") || strings.Contains(html, "<html") {
		t.Errorf("calling answers %d %.80s", status, html)
	}
	for _, language := range []struct{ prefix, title string }{{"", "De wachtrij"}, {"/en", "The queue"}, {"/de", "Die Warteschlange"}} {
		if answer, body := anna.Send("GET", language.prefix+"/medewerker/balie", ""); answer.StatusCode != 200 || !strings.Contains(body, language.title) {
			t.Errorf("%q: %d, without %q", language.prefix, answer.StatusCode, language.title)
		} else if !strings.Contains(body, `data-now="`+language.prefix+`/medewerker/balie/nu"`) || !strings.Contains(body, `data-live="`+language.prefix+`/medewerker/live/rij/hal"`) {
			t.Errorf("%q: the page follows another language", language.prefix)
		}
		if answer, _ := anna.Send("POST", language.prefix+"/medewerker/balie/langer", token); answer.StatusCode != 409 {
			t.Errorf("%q: a button answers %d", language.prefix, answer.StatusCode)
		}
	}
}
