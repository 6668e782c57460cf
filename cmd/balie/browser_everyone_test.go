package main

import (
	"context"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// everyoneStory goes past the pages for who cannot just book a passport, in each language, on the narrowest
// screen.
func everyoneStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.throughUrgent()
			r.throughGuide()
			r.throughInvited()
			r.throughNeeds()
			r.throughAsked(t, w)
			r.throughEarlier()
		})
	}
	t.Run("colleagues", func(t *testing.T) {
		b := w.open(t, person{width: narrow, height: 640, refused: true})
		r := &round{tab: b, language: "nl"}
		r.pages = 50
		r.at("/medewerker")
		r.signIn("teamleider", demoPassphrase)
		r.throughAccess()
	})
}

func (r *round) throughUrgent() {
	for _, page := range []struct{ path, name string }{
		{"/spoed", "urgent"}, {"/spoed/overlijden", "urgent-death"}, {"/spoed/overlijden?uitvaart=ja", "urgent-taker"}, {"/spoed/overlijden?uitvaart=nee&datum=2026-11-27", "urgent-term"},
		{"/spoed/levenloos", "urgent-still"}, {"/spoed/geboorte?datum=2026-11-23", "urgent-late"}, {"/spoed/geboorte?datum=2026-11-30", "urgent-enough"}, {"/spoed/reis?datum=2020-01-01", "urgent-fault"},
		{"/afspraak/tijd?p=geboorte.1&spoed=geboorte&datum=2026-11-27", "urgent-times"},
	} {
		r.at(page.path)
		r.look(page.name)
	}
}

func (r *round) throughGuide() {
	r.at("/wegwijzer")
	r.look("guide")
	r.at("/wegwijzer?pad=docs.which")
	r.look("guide-third")
	r.at("/wegwijzer?pad=move")
	r.follow("button[value='!rni']", "")
	r.look("guide-elsewhere")
	r.at("/wegwijzer?pad=unsure")
	r.follow("button[value='=terugbellen']", "")
	r.look("guide-call")
}

func (r *round) throughInvited() {
	r.at("/u")
	r.look("invite-code")
	r.fill("code", "0000 0000")
	r.submit("/u")
	r.look("invite-wrong")
	r.at("/u/0123456789ABCDEFGHJKMNPQRS")
	r.look("invite-none")
	r.at("/partner")
	r.look("partner")
	r.fill("sleutel", "fout")
	r.submit("/partner")
	r.look("partner-wrong")
}

// throughNeeds books for somebody who wants an interpreter and a text message.
func (r *round) throughNeeds() {
	r.at("/afspraak/tijd?p=uittreksel-brp.1&locatie=gendringen")
	r.click(".balie-times--best .balie-time:last-child", "")
	r.submit("/afspraak/tijd")
	r.fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.click("label:has([value=sms])", "")
	r.fill("telefoon", "0315292292")
	r.click(".balie-aid summary", "")
	r.click("label:has([value=interpreter])", "")
	r.submit("/afspraak/gegevens")
	r.look("needs-faults")
	r.do2("telefoon", "0612345678")
	r.fill("tolk", "Tigrinya")
	r.look("needs")
	r.submit("/afspraak/gegevens")
	if answer[bool](r.tab, `!!document.querySelector("[name=tijd]")`) { // a quarter of an hour does not fit where five minutes did
		r.look("needs-other-time")
		r.submit("/afspraak/tijd")
	}
	r.look("needs-check")
	r.submit("/afspraak/maken")
	r.look("needs-made")
}

// throughAsked asks the resident of this page to come at another time, as a colleague would.
func (r *round) throughAsked(t *testing.T, w *town) {
	t.Helper()
	id := booking.AppointmentID(answer[string](r.tab, `location.pathname.split("/").pop()`))
	l := w.main.serving.house.ledger
	var times []supply.Offer
	err := l.View(func(v ledger.Reader) (err error) { times, err = booking.Propose(v, id); return err })
	if err == nil {
		err = l.Update(context.Background(), "test", func(tx *ledger.Tx) error {
			_, err := booking.RequestReschedule(tx, id, booking.DeskShort, times)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	r.visit("/" + r.language + "/a/" + string(id))
	r.look("asked")
	r.follow("button[name=keuze][value='1']", "")
	r.look("asked-moved")
}

func (r *round) throughEarlier() {
	r.follow("a[href$='/eerder']", "")
	r.look("earlier")
	r.click("label:has([value=vanzelf])", "")
	r.submit("/eerder")
	r.look("earlier-nodays")
	r.click("label:has([value=vraag])", "")
	r.submit("/eerder")
	r.look("earlier-waits")
}

func (r *round) throughAccess() {
	r.at("/medewerker/telefoon")
	r.look("phone")
	r.follow("a[href$='/bellijst']", "")
	r.look("calllist")
	r.submit("/bellijst/bellen")
	r.look("callee")
	r.follow("button[value='niet-bereikt']", "")
	r.look("calllist-tried")
	r.at("/medewerker/brieven")
	r.look("letters")
	r.at("/medewerker/uitnodigingen")
	r.look("invites")
	r.submit("/uitnodigingen")
	r.look("invites-faults")
	answer[bool](r.tab, `document.getElementById("voor").value = "2026-12-15", true`)
	r.fill("naam", "Riet Voorbeeld")
	r.click("label:has([value=letter])", "")
	r.fill("straat", "Dorpsstraat 1")
	r.fill("postcode", "7081 BN")
	r.fill("plaats", "Gendringen")
	r.submit("/uitnodigingen")
	r.look("invited")
	r.at("/medewerker/partners")
	r.fill("naam", "Uitvaart De Voorbeelden")
	r.click("label:has([value=overlijden])", "")
	r.follow("form[action$='/partners'] button[type=submit]", "")
	r.look("partner-key")
	r.at("/medewerker/vandaag")
	r.look("today-prepare")
}
