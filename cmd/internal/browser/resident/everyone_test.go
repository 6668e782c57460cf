package resident

import (
	"context"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// everyoneStory goes past the pages for who cannot just book a passport, in each language, on the narrowest
// screen.
func everyoneStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			throughUrgent(r)
			throughGuide(r)
			throughInvited(r)
			throughNeeds(r)
			throughAsked(r, t, w)
			throughEarlier(r)
		})
	}
	t.Run("colleagues", func(t *testing.T) {
		b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
		r := &browser.Round{Tab: b, Language: "nl"}
		r.Pages = 50
		r.At("/medewerker")
		r.SignIn("teamleider", demo.Passphrase)
		throughAccess(r)
	})
}

func throughUrgent(r *browser.Round) {
	for _, page := range []struct{ path, name string }{
		{"/spoed", "urgent"}, {"/spoed/overlijden", "urgent-death"}, {"/spoed/overlijden?uitvaart=ja", "urgent-taker"}, {"/spoed/overlijden?uitvaart=nee&datum=2026-11-27", "urgent-term"},
		{"/spoed/levenloos", "urgent-still"}, {"/spoed/geboorte?datum=2026-11-23", "urgent-late"}, {"/spoed/geboorte?datum=2026-11-30", "urgent-enough"}, {"/spoed/reis?datum=2020-01-01", "urgent-fault"},
		{"/spoed/reis?datum=", "urgent-empty"}, {"/spoed/reis?datum=2026-12-01", "urgent-tomorrow"},
		{"/afspraak/tijd?p=geboorte.1&spoed=geboorte&datum=2026-11-27", "urgent-times"},
	} {
		r.At(page.path)
		r.Look(page.name)
	}
}

func throughGuide(r *browser.Round) {
	r.At("/wegwijzer")
	r.Look("guide")
	r.At("/wegwijzer?pad=docs.which")
	r.Look("guide-third")
	r.At("/wegwijzer?pad=move")
	r.Follow("button[value='!rni']", "")
	r.Look("guide-elsewhere")
	r.At("/wegwijzer?pad=unsure")
	r.Follow("button[value='=terugbellen']", "")
	r.Look("guide-call")
}

func throughInvited(r *browser.Round) {
	r.At("/u")
	r.Look("invite-code")
	r.Fill("code", "0000 0000")
	r.Submit("/u")
	r.Look("invite-wrong")
	r.At("/u/0123456789ABCDEFGHJKMNPQRS")
	r.Look("invite-none")
	r.At("/partner")
	r.Look("partner")
	r.Fill("sleutel", "fout")
	r.Submit("/partner")
	r.Look("partner-wrong")
}

// throughNeeds books for somebody who wants an interpreter and a text message.
func throughNeeds(r *browser.Round) {
	r.At("/afspraak/tijd?p=uittreksel-brp.1&locatie=gendringen")
	r.TakeTime(2)
	r.Fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.Click("label:has([value=sms])", "")
	r.Fill("telefoon", "0315292292")
	r.Click(".balie-aid summary", "")
	r.Click("label:has([value=interpreter])", "")
	r.Submit("/afspraak/gegevens")
	r.Look("needs-faults")
	r.Do2("telefoon", "0612345678")
	r.Fill("tolk", "Tigrinya")
	r.Look("needs")
	r.Submit("/afspraak/gegevens")
	if browser.Answer[bool](r.Tab, `!!document.querySelector("[name=tijd]")`) { // a quarter of an hour does not fit where five minutes did
		r.Look("needs-other-time")
		r.Follow("button[name=tijd]", "")
	}
	r.Look("needs-check")
	r.Submit("/afspraak/maken")
	r.Look("needs-made")
}

// throughAsked asks the resident of this page to come at another time, as a colleague would.
func throughAsked(r *browser.Round, t *testing.T, w *browser.Town) {
	t.Helper()
	id := booking.AppointmentID(browser.Answer[string](r.Tab, `location.pathname.split("/").pop()`))
	l := w.Server.Server.Ledger
	var times []supply.Offer
	err := l.View(func(v ledger.Reader) (err error) {
		times, err = booking.Propose(v, id, booking.Unavailable{})
		return err
	})
	if err == nil {
		err = l.Update(context.Background(), "test", func(tx *ledger.Tx) error {
			_, err := booking.RequestReschedule(tx, id, booking.DeskShort, times)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	r.Visit("/" + r.Language + "/a/" + string(id))
	r.Look("asked")
	r.Follow("button[name=keuze][value='1']", "")
	r.Look("asked-moved")
}

func throughEarlier(r *browser.Round) {
	r.Follow("a[href$='/eerder']", "")
	r.Look("earlier")
	r.Click("label:has([value=vanzelf])", "")
	r.Submit("/eerder")
	r.Look("earlier-nodays")
	r.Click("label:has([value=vraag])", "")
	r.Submit("/eerder")
	r.Look("earlier-waits")
}

func throughAccess(r *browser.Round) {
	r.At("/medewerker/telefoon")
	r.Look("phone")
	r.Follow("a[href$='/bellijst']", "")
	r.Look("calllist")
	r.Submit("/bellijst/bellen")
	r.Look("callee")
	r.Follow("button[value='niet-bereikt']", "")
	r.Look("calllist-tried")
	r.At("/medewerker/brieven")
	r.Look("letters")
	r.At("/medewerker/uitnodigingen")
	r.Look("invites")
	r.Submit("/uitnodigingen")
	r.Look("invites-faults")
	browser.Answer[bool](r.Tab, `document.getElementById("voor").value = "2026-12-15", true`)
	r.Fill("naam", "Riet Voorbeeld")
	r.Click("label:has([value=letter])", "")
	r.Fill("straat", "Dorpsstraat 1")
	r.Fill("postcode", "7081 BN")
	r.Fill("plaats", "Gendringen")
	r.Submit("/uitnodigingen")
	r.Look("invited")
	r.At("/medewerker/partners")
	r.Fill("naam", "Uitvaart De Voorbeelden")
	r.Click("label:has([value=overlijden])", "")
	r.Follow("form[action$='/partners'] button[type=submit]", "")
	r.Look("partner-key")
	r.At("/medewerker/vandaag")
	r.Look("today-prepare")
}
