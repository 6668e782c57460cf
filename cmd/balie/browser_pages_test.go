package main

import (
	"net/url"
	"testing"

	"balie/booking"
)

// pagesStory goes past every page and every state of it, in each language, on the narrowest
// screen that there is.
func pagesStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.throughChoices()
			r.throughTimes(t)
			r.throughDetails()
			r.throughAppointment()
			r.throughOthers()
		})
	}
}

// round is one visit to all pages in one language.
type round struct {
	*tab
	language string
	pages    int
	apart    bool // its pictures are taken by itself
}

func (r *round) at(path string) { r.t.Helper(); r.visit("/" + r.language + path) }

func (r *round) throughChoices() {
	r.at("/")
	r.look("home")
	r.at("/?q=paspoort")
	r.look("search")
	r.at("/?q=zwembadvergunningaanvraagformulier")
	r.look("search-none")
	r.at("/?groep=travel")
	r.look("group")
	r.at("/afspraak?product=paspoort")
	r.look("product")
	r.click("summary", "")
	r.look("product-more")
}

// submit sends the page's form by its first button.
func (r *round) submit(action string) {
	r.t.Helper()
	r.follow("form[action$='"+action+"'] button[type=submit]:not([name]):not([formaction])", "")
}

// throughTimes chooses a time that somebody else takes in the meantime, then another.
func (r *round) throughTimes(t *testing.T) {
	r.at("/afspraak/tijd?p=paspoort.3&p=rijbewijs.1&locatie=gendringen")
	r.look("times")
	r.sellOut(t)
	r.submit("/afspraak/tijd")
	r.look("times-taken")
	if said := answer[int](r.tab, `performance.getEntriesByType("navigation")[0].responseStatus`); said != 409 {
		t.Errorf("a time that was taken answers %d", said)
	}
	r.submit("/afspraak/tijd")
}

// sellOut lets neighbours take the chosen time until nobody can.
func (r *round) sellOut(t *testing.T) {
	t.Helper()
	form, err := url.ParseQuery(answer[string](r.tab, `new URLSearchParams(new FormData(document.querySelector("form[action$='/afspraak/tijd']"))).toString()`))
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		v := newVisitor(r.base)
		form.Set("v", string(booking.NewVisitKey()))
		if err := v.post("/afspraak/tijd", form); err != nil {
			t.Fatal(err)
		}
		if v.status == 409 {
			return
		}
	}
	t.Fatal("the chosen time is never full")
}

func (r *round) throughDetails() {
	r.look("details")
	r.submit("/afspraak/gegevens")
	r.look("details-faults")
	r.fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.click("label:has([value=email])", "")
	r.fill("email", "wilhelmina.alexandrina.van.voorbeeldenburg@voorbeeldenburg.example")
	r.look("details-filled")
	r.submit("/afspraak/gegevens")
	r.look("check")
	r.submit("/afspraak/maken")
}

func (r *round) throughAppointment() {
	r.look("appointment")
	r.follow("a[href$='/kaart']", "")
	r.look("card")
	r.follow("a.balie-back", "")
	r.follow("a[href$='/bereiken']", "")
	r.look("reach")
	r.click("label:has([value=phone])", "")
	r.submit("/bereiken")
	r.look("reach-fault")
	r.click("label:has([value=none])", "")
	r.submit("/bereiken")
	r.look("reached")
	r.follow("a[href$='/verzetten']", "")
	r.look("move")
	r.click(".balie-times--best .balie-time:last-child", "")
	r.submit("/verzetten")
	r.look("moved")
	r.follow("a[href$='/afzeggen']", "")
	r.look("cancel")
	r.submit("/afzeggen")
	r.look("cancelled")
}

func (r *round) throughOthers() {
	r.at("/a")
	r.look("open")
	r.fill("code", "geen code")
	r.submit("/a/openen")
	r.look("open-fault")
	r.at("/afspraak?product=bestaat-niet")
	r.look("error-product")
	r.at("/bestaat-niet")
	r.look("error-404")
	r.at("/a/kwijt")
	r.look("lost")
	r.submit("/a/kwijt")
	r.look("lost-fault")
	r.fill("email", "niemand@voorbeeld.example")
	r.submit("/a/kwijt")
	r.look("lost-sent")
	for _, path := range []string{"/privacy", "/toegankelijkheid", "/klacht", "/knop", "/post"} {
		r.at(path)
		r.look(path[1:])
	}
	r.submit("/wissen")
	r.look("cleared")
}
