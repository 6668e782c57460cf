package resident

import (
	"net/url"
	"testing"

	"balie/booking"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
)

// pagesStory goes past every page and every state of it, in each language, on the narrowest
// screen that there is.
func pagesStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			throughChoices(r)
			throughTimes(r, t)
			throughDetails(r)
			throughAppointment(r)
			throughOthers(r)
		})
	}
}

func throughChoices(r *browser.Round) {
	r.At("/")
	r.Look("home")
	r.At("/?q=paspoort")
	r.Look("search")
	r.At("/?q=zwembadvergunningaanvraagformulier")
	r.Look("search-none")
	r.At("/?groep=travel")
	r.Look("group")
	r.At("/afspraak?product=paspoort")
	r.Look("product")
	r.Click("summary", "")
	r.Look("product-more")
}

// throughTimes chooses a time that somebody else takes in the meantime, then another.
func throughTimes(r *browser.Round, t *testing.T) {
	r.At("/afspraak/tijd?p=paspoort.3&p=rijbewijs.1&locatie=gendringen")
	r.Look("times")
	sellOut(r, t)
	r.TakeTime(0)
	r.Look("times-taken")
	if said := browser.Answer[int](r.Tab, `performance.getEntriesByType("navigation")[0].responseStatus`); said != 409 {
		t.Errorf("a time that was taken answers %d", said)
	}
	r.TakeTime(0)
}

// sellOut lets neighbours take the first time until nobody can.
func sellOut(r *browser.Round, t *testing.T) {
	t.Helper()
	first := browser.Answer[string](r.Tab, `document.querySelector(".balie-first button").value`)
	form, err := url.ParseQuery(browser.Answer[string](r.Tab, `new URLSearchParams(new FormData(document.querySelector("form[action$='/afspraak/tijd']"))).toString()`))
	if err != nil {
		t.Fatal(err)
	}
	form.Set("tijd", first)
	for range 20 {
		v := servertest.NewVisitor(r.Base)
		form.Set("v", string(booking.NewVisitKey()))
		if err := v.Post("/afspraak/tijd", form); err != nil {
			t.Fatal(err)
		}
		if v.Status == 409 {
			return
		}
	}
	t.Fatal("the first time is never full")
}

func throughDetails(r *browser.Round) {
	r.Look("details")
	r.Submit("/afspraak/gegevens")
	r.Look("details-faults")
	r.Fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.Click("label:has([value=email])", "")
	r.Fill("email", "wilhelmina.alexandrina.van.voorbeeldenburg@voorbeeldenburg.example")
	r.Look("details-filled")
	r.Submit("/afspraak/gegevens")
	r.Look("check")
	r.Submit("/afspraak/maken")
}

func throughAppointment(r *browser.Round) {
	r.Look("appointment")
	r.Follow("a[href$='/kaart']", "")
	r.Look("card")
	r.Follow("a.balie-back", "")
	r.Follow("a[href$='/bereiken']", "")
	r.Look("reach")
	r.Click("label:has([value=phone])", "")
	r.Submit("/bereiken")
	r.Look("reach-fault")
	r.Click("label:has([value=none])", "")
	r.Submit("/bereiken")
	r.Look("reached")
	r.Follow("a[href$='/verzetten']", "")
	r.Look("move")
	r.TakeTime(2)
	r.Look("move-sure")
	r.Follow("button[name=tijd]", "")
	r.Look("moved")
	r.Follow("a[href$='/wijzigen']", "")
	r.Look("revise")
	r.Follow("form[action$='/wijzigen'] button[type=submit]", "")
	r.Look("revise-same")
	choose(r.Tab, "select[name=p]", 2)
	r.Follow("form[action$='/wijzigen'] button[type=submit]", "")
	r.Look("revise-sure")
	r.Follow("button[name=elders]", "")
	r.Look("revise-times")
	r.TakeTime(2)
	r.Look("revise-sure-moved")
	r.Follow("button[name=zeker]", "")
	r.Look("revised")
	r.Follow("a[href$='/afzeggen']", "")
	r.Look("cancel")
	r.Submit("/afzeggen")
	r.Look("cancelled")
}

func throughOthers(r *browser.Round) {
	r.At("/a")
	r.Look("open")
	r.Fill("code", "geen code")
	r.Submit("/a/openen")
	r.Look("open-fault")
	r.At("/afspraak?product=bestaat-niet")
	r.Look("error-product")
	r.At("/bestaat-niet")
	r.Look("error-404")
	r.At("/a/kwijt")
	r.Look("lost")
	r.Submit("/a/kwijt")
	r.Look("lost-fault")
	r.Fill("email", "niemand@voorbeeld.example")
	r.Submit("/a/kwijt")
	r.Look("lost-sent")
	for _, path := range []string{"/privacy", "/toegankelijkheid", "/klacht", "/knop", "/post"} {
		r.At(path)
		r.Look(path[1:])
	}
	r.Submit("/wissen")
	r.Look("cleared")
}
