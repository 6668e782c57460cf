package main

import (
	"fmt"
	"testing"
)

// busStory goes past every page of the bus as a resident, in each language, on the narrowest screen.
func busStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.at("/praotbus")
			r.look("bus")
			r.fill("plek", "7065 AA")
			r.submit("/praotbus")
			r.look("bus-near")
			r.at("/praotbus?plek=Verweggistan")
			r.look("bus-missed")
			r.at("/praotbus/kern/ulft")
			r.look("bus-village")
			r.follow(".balie-agenda a", "")
			r.look("bus-place")
			r.follow("a[href$='/poster']", "")
			r.look("bus-poster")
			r.throughAsking()
			r.throughDelivery()
		})
	}
}

func (r *round) throughAsking() {
	r.t.Helper()
	r.at("/praotbus/vragen")
	r.submit("/praotbus/vragen")
	r.look("bus-ask-faults")
	answer[bool](r.tab, `document.getElementById("kern").value = "voorst", true`)
	r.click("label:has([value=school])", "")
	r.click("label:has([value=event])", "")
	r.submit("/praotbus/vragen")
	r.look("bus-asked")
	r.at("/praotbus/partner/00000000000000000000000000")
	r.fill("code", "geen code")
	r.submit("/00000000000000000000000000")
	r.look("bus-partner")
}

func (r *round) throughDelivery() {
	r.t.Helper()
	r.at("/bezorgen")
	r.submit("/bezorgen")
	r.look("deliver-faults")
	r.click("label:has([value=ophalen])", "")
	for field, value := range map[string]string{"naam": "Riet Wissink", "straat": "Kerkstraat 1", "postcode": "7071 AB", "plaats": "Ulft", "telefoon": "0315 000 000"} {
		r.do2(field, value)
	}
	r.submit("/bezorgen")
	r.look("deliver-windows")
	r.click("label:has([name=venster])", "")
	r.submit("/bezorgen")
	r.look("delivered")
}

// planStory goes past every page of who plans, in each language.
func planStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.at("/medewerker")
			r.signIn("teamleider", demoPassphrase)
			r.throughRoster()
			r.throughPlan()
		})
	}
}

func (r *round) throughRoster() {
	r.t.Helper()
	r.at("/medewerker/rooster")
	r.look("roster")
	r.submit("/rooster/dienst") // a duty that clashes, or is outside the hours
	r.look("roster-put")
	r.at("/medewerker/rooster?week=2027-06-07")
	r.look("roster-none")
	r.at("/medewerker/rooster/collega")
	r.submit("/rooster/collega")
	r.look("roster-colleague")
	r.at("/medewerker/rooster/ik")
	r.look("roster-own")
}

func (r *round) throughPlan() {
	r.t.Helper()
	r.at("/medewerker/inzet")
	r.look("plan")
	r.at("/medewerker/inzet?balie=ja")
	r.look("plan-counter")
	r.follow(".balie-outing:not(.balie-outing--delivery) > a", "")
	r.look("outing")
	r.follow("a[href*='/blad?']", "")
	r.look("sheet")
	r.at("/medewerker/inzet/dag?voertuig=praotbus&dag=2027-06-07")
	r.look("outing-new")
	r.submit("/inzet/dag")
	r.look("outing-draft")
	weeks := 13
	if raceDetector {
		weeks = 5 // a search of so many steps, each many times as slow
	}
	r.at(fmt.Sprint("/medewerker/inzet/voorstel?weken=", weeks))
	r.look("proposal")
	r.at("/medewerker/inzet/kernen")
	r.look("villages")
	r.at("/medewerker/inzet/vragen")
	r.look("requests")
}
