package plan

import (
	"fmt"
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// busStory goes past every page of the bus as a resident, in each language, on the narrowest screen.
func busStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			r.At("/praotbus")
			r.Look("bus")
			r.Fill("plek", "7065 AA")
			r.Submit("/praotbus")
			r.Look("bus-near")
			r.At("/praotbus?plek=Verweggistan")
			r.Look("bus-missed")
			r.At("/praotbus/kern/ulft")
			r.Look("bus-village")
			r.Follow(".balie-agenda a", "")
			r.Look("bus-place")
			r.Follow("a[href$='/poster']", "")
			r.Look("bus-poster")
			throughAsking(r)
			throughDelivery(r)
		})
	}
}

func throughAsking(r *browser.Round) {
	r.T.Helper()
	r.At("/praotbus/vragen")
	r.Submit("/praotbus/vragen")
	r.Look("bus-ask-faults")
	browser.Answer[bool](r.Tab, `document.getElementById("kern").value = "voorst", true`)
	r.Click("label:has([value=school])", "")
	r.Click("label:has([value=event])", "")
	r.Submit("/praotbus/vragen")
	r.Look("bus-asked")
	r.At("/praotbus/partner/00000000000000000000000000")
	r.Fill("code", "geen code")
	r.Submit("/00000000000000000000000000")
	r.Look("bus-partner")
}

func throughDelivery(r *browser.Round) {
	r.T.Helper()
	r.At("/bezorgen")
	r.Submit("/bezorgen")
	r.Look("deliver-faults")
	r.Click("label:has([value=ophalen])", "")
	r.Do2("postcode", "7071 AB")
	r.Submit("/bezorgen")
	r.Look("deliver-windows")
	r.Click("label:has([name=venster])", "")
	r.Follow("form:has([name=venster]) button[type=submit]", "")
	r.Look("deliver-who")
	r.Follow("main .utrecht-button-group button", "")
	r.Look("deliver-who-faults")
	for field, value := range map[string]string{"naam": "Riet Wissink", "straat": "Kerkstraat 1", "plaats": "Ulft", "telefoon": "0315 000 000"} {
		r.Do2(field, value)
	}
	r.Click("label:has([name=kanaal][value=none])", "")
	r.Follow("main .utrecht-button-group button", "")
	r.Look("deliver-check")
	r.Follow("button[name=stap]", "")
	r.Look("delivered")
	r.Follow("a[href$='/verzetten']", "")
	r.Look("deliver-other")
	r.Follow("a.balie-back", "")
	r.Follow("a[href$='/afzeggen']", "")
	r.Look("deliver-cancel")
	r.Submit("/afzeggen")
	r.Look("deliver-cancelled")
	r.At("/bezorgen/openen")
	r.Look("deliver-open")
}

// planStory goes past every page of who plans, in each language.
func planStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			r.At("/medewerker")
			r.SignIn("teamleider", demo.Passphrase)
			throughRoster(r)
			throughPlan(r)
		})
	}
}

func throughRoster(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/rooster")
	r.Look("roster")
	r.Submit("/rooster/dienst") // a duty that clashes, or is outside the hours
	r.Look("roster-put")
	r.At("/medewerker/rooster?week=2027-06-07")
	r.Look("roster-none")
	r.At("/medewerker/rooster/collega")
	r.Submit("/rooster/collega")
	r.Look("roster-colleague")
	r.At("/medewerker/rooster/ik")
	r.Look("roster-own")
}

func throughPlan(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/inzet")
	r.Look("plan")
	r.At("/medewerker/inzet?balie=ja")
	r.Look("plan-counter")
	r.Follow(".balie-outing:not(.balie-outing--delivery) > a", "")
	r.Look("outing")
	r.Follow("a[href*='/blad?']", "")
	r.Look("sheet")
	r.At("/medewerker/inzet/dag?voertuig=praotbus&dag=2027-06-07")
	r.Look("outing-new")
	r.Submit("/inzet/dag")
	r.Look("outing-draft")
	weeks := 13
	if servertest.RaceDetector {
		weeks = 5 // a search of so many steps, each many times as slow
	}
	r.At(fmt.Sprint("/medewerker/inzet/voorstel?weken=", weeks))
	r.Look("proposal")
	r.At("/medewerker/inzet/kernen")
	r.Look("villages")
	r.At("/medewerker/inzet/vragen")
	r.Look("requests")
}
