package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// deskStory is a day of colleagues in real browsers: the telephone team books by keyboard alone, the
// code opens it for the resident, the host checks them in by it, and an alarm goes from one browser
// to the others.
func deskStory(t *testing.T, w *town) {
	phone := w.colleague(t, "balie", person{})
	code := bookByKeys(phone)
	phone.do(chromedp.Navigate("about:blank")) // they go home
	phone.forgive("about:blank")
	resident := w.open(t, person{})
	resident.visit("/a")
	resident.fill("code", code)
	resident.push("")
	resident.wantSeen("Uw afspraak", "Uittreksel", "…111")

	w.passUntil(t, code)
	host := w.colleague(t, "ontvangst", person{width: 768, height: 1024, touch: true})
	host.visit("/medewerker/ontvangst")
	host.until(`document.querySelector("main [data-live]").dataset.state === "fresh"`)
	host.fill("tekst", code)
	host.push("Zoeken")
	host.wantSeen("Geert Toetsink")
	host.push("Aanmelden")
	words := strings.Fields(host.text("h1.balie-now__number"))
	number := words[len(words)-1]
	host.push("heeft een stoel nodig")
	host.wantSeen("Dat staat erbij")
	second := w.colleague(t, "balie2", person{})
	second.visit("/medewerker/ontvangst")
	second.wantSeen(number, "heeft een stoel nodig")
	alarmStory(t, w, w.colleague(t, "balie", person{}), second)
}

// colleague is a tab of somebody who is signed in.
func (w *town) colleague(t *testing.T, login string, p person) *tab {
	t.Helper()
	b := w.open(t, p)
	b.visit("/nl/medewerker")
	b.fill("login", login)
	b.fill("wachtzin", demoPassphrase)
	b.push("Inloggen")
	return b
}

// bookByKeys books for somebody without a pointer, and returns the code that is read aloud.
func bookByKeys(b *tab) string {
	b.t.Helper()
	b.visit("/medewerker/telefoon/nieuw")
	b.until(`document.activeElement.id === "wat1"`)
	b.key("uittreksl")
	b.leave(func() { b.key(kb.Enter) })
	b.wantSeen("Uittreksel", "Neem dit mee")
	b.until(`document.activeElement.name === "tijd"`) // the best of them, chosen already
	b.tabTo(`e.id === "naam"`)
	b.key("Geert Toetsink")
	b.tabTo(`e.name === "kanaal"`)
	b.key(" ")
	b.tabTo(`e.id === "telefoon"`)
	b.key("0315 000 111")
	b.leave(func() { b.key(kb.Enter) })
	b.wantTitle("De afspraak is gemaakt")
	return b.text(".balie-phone__say")
}

// alarmStory raises an alarm in one browser, sees and answers it in another, and ends it.
func alarmStory(t *testing.T, w *town, one, two *tab) {
	two.fill("tekst", "half getypt")
	one.until(`document.querySelector("#alarm [data-live]").dataset.state === "fresh"`)
	two.until(`document.querySelector("#alarm [data-live]").dataset.state === "fresh"`)
	one.click("#alarm-form button", "Stil alarm")
	two.until(`!!document.querySelector("#alarm-nu .is-raised")`)
	two.until(`document.getElementById("alarm").dataset.sounded === "1" || !document.getElementById("alarm-geluid").hidden`)
	two.click("#alarm-nu button", "Ik ga erheen")
	one.until(`document.querySelector("#alarm-nu .is-heard")?.textContent.includes("gaat erheen")`)
	one.click("#alarm-nu button", "Alarm stoppen")
	two.until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
	if got := answer[string](two, `document.getElementById("tekst").value`); got != "half getypt" {
		t.Errorf("what was being typed became %q", got)
	}
	one.click("#alarm-form button", "Stil alarm") // another press is another alarm
	two.until(`!!document.querySelector("#alarm-nu .is-raised")`)
	w.pass(31)
	two.until(`document.querySelector("#alarm-nu [data-circle]").dataset.circle === "2"`)
	two.click("#alarm-nu button", "Alarm stoppen")
	one.until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
}

// passUntil moves the town's clock on to ten minutes before an appointment.
func (w *town) passUntil(t *testing.T, code string) {
	t.Helper()
	house := w.main.serving.house
	err := house.ledger.View(func(r ledger.Reader) error {
		a, err := booking.ByCode(r, house.vault, code)
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		w.later.Add(int64(a.Begins(o).Add(-10 * time.Minute).Sub(r.Now())))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// pass moves the town's clock on by seconds.
func (w *town) pass(seconds int64) { w.later.Add(seconds * 1e9) }

// deskPagesStory goes past every page and state of reception, telephone, the day and the alarm, in
// each language, on the narrowest screen.
func deskPagesStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			r := &round{tab: w.open(t, person{width: narrow, height: 640, refused: true}), language: language}
			r.at("/medewerker")
			r.signIn("teamleider", demoPassphrase)
			r.throughReception()
			r.throughPhone()
			r.throughToday()
			r.throughAlarm()
		})
	}
}

func (r *round) throughReception() {
	r.t.Helper()
	r.at("/medewerker/ontvangst")
	r.look("reception")
	r.fill("tekst", "xy")
	r.submit("/zoeken")
	r.look("reception-refused")
	r.at("/medewerker/ontvangst")
	if answer[bool](r.tab, `!!document.querySelector(".balie-host__times button")`) {
		r.follow(".balie-host__times button", "")
		r.look("reception-found")
	}
	r.at("/medewerker/ontvangst/binnen")
	r.look("reception-what")
	r.at("/medewerker/ontvangst/binnen?q=zwembad")
	r.look("reception-what-none")
	r.at("/medewerker/ontvangst/binnen?product=paspoort")
	r.look("reception-walkin")
	r.follow("button.balie-host__go", "")
	r.look("reception-number")
	r.submit("/voorrang")
	r.look("reception-first-refused")
	r.submit("/weg")
	r.look("reception-left")
	r.at("/medewerker/ontvangst/nummer?nummer=A999")
	r.look("reception-unknown")
}

func (r *round) throughPhone() {
	r.t.Helper()
	r.at("/medewerker/telefoon")
	r.look("phone")
	r.submit("/zoeken")
	r.look("phone-refused")
	r.at("/medewerker/telefoon/nieuw")
	r.look("phone-new")
	r.at("/medewerker/telefoon/nieuw?wat1=zwembad")
	r.look("phone-new-none")
	r.at("/medewerker/telefoon/nieuw?wat1=terugbellen")
	r.look("phone-new-call")
	r.at("/medewerker/telefoon/nieuw?wat1=paspoort&wat2=rijbewijs")
	r.look("phone-new-times")
	r.follow("form[method=post][action$='/nieuw'] button[type=submit]", "")
	r.look("phone-new-faults")
	r.fill("naam", "Wilhelmina van Voorbeeldenburg-Testinkhof")
	r.click("label:has([name=kanaal][value=none])", "")
	r.follow("form[method=post][action$='/nieuw'] button[type=submit]", "")
	r.look("phone-made")
	code := r.text(".balie-phone__say")
	r.click("#verzetten > summary", "")
	r.click("#afzeggen > summary", "")
	r.look("phone-change")
	r.submit("/afzeggen")
	r.look("phone-cancelled")
	r.at("/medewerker/telefoon")
	r.fill("tekst", code)
	r.click("label:has([name=reden])", "")
	r.submit("/zoeken")
	r.look("phone-found-none")
	r.at("/medewerker/telefoon/bellen")
	r.look("phone-desk")
	if answer[bool](r.tab, `!!document.querySelector("form[action$='/plaats']")`) {
		r.submit("/plaats")
	}
	r.look("phone-calls")
	r.submit("/volgende")
	r.look("phone-calls-nobody")
}

func (r *round) throughToday() {
	r.t.Helper()
	r.at("/medewerker/vandaag")
	r.look("today")
	r.at("/medewerker/vandaag?zeker=sluiten")
	r.look("today-sure")
	r.submit("/sluiten")
	r.look("today-refused")
}

func (r *round) throughAlarm() {
	r.t.Helper()
	r.at("/medewerker/ik")
	r.click("#alarm summary", "")
	r.look("alarm-more")
	r.click("#alarm button", answer[string](r.tab, `document.querySelector("#alarm details button").textContent.trim()`))
	r.until(`!!document.querySelector("#alarm-nu .is-test")`)
	r.look("alarm-try")
	r.click("#alarm-nu button:last-of-type", answer[string](r.tab, `document.querySelector("#alarm-nu button:last-of-type").textContent.trim()`))
	r.until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
}
