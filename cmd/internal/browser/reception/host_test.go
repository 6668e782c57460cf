package reception

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// deskStory is a day of colleagues in real browsers: the telephone team books by keyboard alone, the
// code opens it for the resident, the host checks them in by it, and an alarm goes from one browser
// to the others.
func deskStory(t *testing.T, w *browser.Town) {
	phone := w.Colleague(t, "balie", browser.Person{})
	code := bookByKeys(phone)
	phone.Do(chromedp.Navigate("about:blank")) // they go home
	phone.Forgive("about:blank")
	resident := w.Open(t, browser.Person{})
	resident.Visit("/a")
	resident.Fill("code", code)
	resident.Push("")
	resident.WantSeen("Uw afspraak", "Uittreksel", "…111")

	passUntil(w, t, code)
	host := w.Colleague(t, "ontvangst", browser.Person{Width: 768, Height: 1024, Touch: true})
	host.Visit("/medewerker/ontvangst")
	host.Until(`document.querySelector("main [data-live]").dataset.state === "fresh"`)
	host.Fill("tekst", code)
	host.Push("Zoeken")
	host.WantSeen("Geert Toetsink")
	host.Push("Aanmelden")
	words := strings.Fields(host.Text("h1.balie-now__number"))
	number := words[len(words)-1]
	host.Push("heeft een stoel nodig")
	host.WantSeen("Dat staat erbij")
	second := w.Colleague(t, "balie2", browser.Person{})
	second.Visit("/medewerker/ontvangst")
	second.WantSeen(number, "heeft een stoel nodig")
	clerk := w.Colleague(t, "balie", browser.Person{})
	alarmStory(t, w, clerk, second)
	lockStory(t, w, clerk, second)
}

// lockStory lets a screen rest: it warns, stays open for who is there, is covered when nobody is, raises the alarm
// all the same, and opens where it was, with what stood typed.
func lockStory(t *testing.T, w *browser.Town, one, two *browser.Tab) {
	one.Visit("/medewerker/ontvangst")
	one.Fill("tekst", "half getypt")
	looks := func() { browser.Answer[bool](one, `document.dispatchEvent(new Event("visibilitychange"))`) }
	// The page's own clock runs with the machine's: say that half an hour is nearly over.
	browser.Answer[bool](one, `!!(Date.now = ((now) => () => now() + 29 * 60_000)(Date.now))`)
	w.Pass(29 * 60)
	looks()
	one.Until(`!document.querySelector(".balie-lock__soon").hidden`)
	one.Click(".balie-lock__soon button", "Ik ben er nog")
	one.Until(`document.querySelector(".balie-lock__soon").hidden`)
	one.Click("#slot-nu", "Op slot")
	one.Until(`document.activeElement.id === "slot-antwoord" && document.documentElement.classList.contains("is-locked")`)
	for _, v := range one.Violations() {
		t.Error("behind the lock axe finds ", v)
	}
	one.Key(kb.F9)
	two.Until(`!!document.querySelector("#alarm-nu .is-raised")`)
	if seen := browser.Answer[string](one, quietly); seen != "" {
		t.Errorf("behind the lock the alarm shows or sounds %s", seen)
	}
	two.Click("#alarm-nu button", "Alarm stoppen")
	one.Fill("slot-antwoord", "niet de goede wachtzin")
	one.Click(".balie-lock__shut button", "Openen")
	one.Until(`document.querySelector(".balie-lock__wrong").textContent.includes("Dit klopt niet")`)
	one.Forgive("422") // a browser says so of what a script is refused
	one.Fill("slot-antwoord", demo.Passphrase)
	one.Click(".balie-lock__shut button", "Openen")
	one.Until(`document.querySelector(".balie-lock__shut").hidden && document.activeElement.id === "slot-nu"`)
	if got := browser.Answer[string](one, `document.getElementById("tekst").value`); got != "half getypt" {
		t.Errorf("behind the lock what stood typed became %q", got)
	}
}

// bookByKeys books for somebody without a pointer, and returns the code that is read aloud.
func bookByKeys(b *browser.Tab) string {
	b.T.Helper()
	b.Visit("/medewerker/telefoon/nieuw")
	b.Until(`document.activeElement.id === "wat1"`)
	b.Key("uittreksl")
	b.Leave(func() { b.Key(kb.Enter) })
	b.WantSeen("Uittreksel", "Neem dit mee")
	b.Until(`document.activeElement.name === "tijd"`) // the best of them, chosen already
	b.TabTo(`e.id === "naam"`)
	b.Key("Geert Toetsink")
	b.TabTo(`e.name === "kanaal"`)
	b.Key(" ")
	b.TabTo(`e.id === "telefoon"`)
	b.Key("0315 000 111")
	b.Leave(func() { b.Key(kb.Enter) })
	b.WantTitle("De afspraak is gemaakt")
	return b.Text(".balie-phone__say")
}

// alarmStory raises an alarm in one browser, sees and answers it in another, and ends it.
func alarmStory(t *testing.T, w *browser.Town, one, two *browser.Tab) {
	two.Fill("tekst", "half getypt")
	one.Until(`document.querySelector("#alarm [data-live]").dataset.state === "fresh"`)
	two.Until(`document.querySelector("#alarm [data-live]").dataset.state === "fresh"`)
	one.Click("#alarm-form button", "Stil alarm")
	two.Until(`!!document.querySelector("#alarm-nu .is-raised")`)
	two.Until(`document.getElementById("alarm").dataset.sounded === "1" || !document.getElementById("alarm-geluid").hidden`)
	two.Click("#alarm-nu button", "Ik ga erheen")
	one.Until(`document.getElementById("alarm-tik").dataset.state === "coming"`)
	if seen := browser.Answer[string](one, quietly); seen != "" {
		t.Errorf("the screen that raised the alarm shows or sounds %s", seen)
	}
	one.Click(".balie-alarm__more summary", "")
	one.Click("#alarm-eigen button", "Alarm stoppen")
	two.Until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
	if got := browser.Answer[string](two, `document.getElementById("tekst").value`); got != "half getypt" {
		t.Errorf("what was being typed became %q", got)
	}
	one.Key(kb.F9) // another press, by its key, is another alarm
	two.Until(`!!document.querySelector("#alarm-nu .is-raised")`)
	w.Pass(31)
	two.Until(`document.querySelector("#alarm-nu [data-circle]").dataset.circle === "2"`)
	two.Click("#alarm-nu button", "Alarm stoppen")
	one.Until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
}

// quietly says what of the alarm is seen or heard on a page but the tick.
const quietly = `[...document.querySelectorAll("#alarm-nu .balie-alarm__one")].filter((e) => e.checkVisibility()).map((e) => e.textContent)
  .concat(document.getElementById("alarm").dataset.sounded ? ["a sound"] : []).join()`

// passUntil moves the town's clock on to ten minutes before an appointment.
func passUntil(w *browser.Town, t *testing.T, code string) {
	t.Helper()
	house := w.Server.Server
	err := house.Ledger.View(func(r ledger.Reader) error {
		a, err := booking.ByCode(r, house.Vault, code)
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		w.Later.Add(int64(a.Begins(o).Add(-10 * time.Minute).Sub(r.Now())))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// deskPagesStory goes past every page and state of reception, telephone, the day and the alarm, in
// each language, on the narrowest screen.
func deskPagesStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
			r.At("/medewerker")
			r.SignIn("teamleider", demo.Passphrase)
			throughReception(r)
			throughPhone(r)
			throughToday(r)
			throughAlarm(r)
		})
	}
}

func throughReception(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/ontvangst")
	r.Look("reception")
	r.Fill("tekst", "xy")
	r.Submit("/zoeken")
	r.Look("reception-refused")
	r.At("/medewerker/ontvangst")
	if browser.Answer[bool](r.Tab, `!!document.querySelector(".balie-host__times button")`) {
		r.Follow(".balie-host__times button", "")
		r.Look("reception-found")
	}
	r.At("/medewerker/ontvangst/binnen")
	r.Look("reception-what")
	r.At("/medewerker/ontvangst/binnen?q=zwembad")
	r.Look("reception-what-none")
	r.At("/medewerker/ontvangst/binnen?product=paspoort")
	r.Look("reception-walkin")
	r.Follow("button.balie-host__go", "")
	r.Look("reception-number")
	r.Submit("/voorrang")
	r.Look("reception-first-refused")
	r.Submit("/weg")
	r.Look("reception-left")
	r.At("/medewerker/ontvangst/nummer?nummer=A999")
	r.Look("reception-unknown")
}

func throughPhone(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/telefoon")
	r.Look("phone")
	r.Submit("/zoeken")
	r.Look("phone-refused")
	r.At("/medewerker/telefoon/nieuw")
	r.Look("phone-new")
	r.At("/medewerker/telefoon/nieuw?wat1=zwembad")
	r.Look("phone-new-none")
	r.At("/medewerker/telefoon/nieuw?wat1=terugbellen")
	r.Look("phone-new-call")
	r.At("/medewerker/telefoon/nieuw?wat1=paspoort&wat2=rijbewijs")
	r.Look("phone-new-times")
	r.Follow("form[method=post][action$='/nieuw'] button[type=submit]", "")
	r.Look("phone-new-faults")
	r.Fill("naam", "Wilhelmina van Voorbeeldenburg-Testinkhof")
	r.Click("label:has([name=kanaal][value=none])", "")
	r.Follow("form[method=post][action$='/nieuw'] button[type=submit]", "")
	r.Look("phone-made")
	code := r.Text(".balie-phone__say")
	r.Click("#verzetten > summary", "")
	r.Click("#afzeggen > summary", "")
	r.Look("phone-change")
	r.Submit("/afzeggen")
	r.Look("phone-cancelled")
	r.At("/medewerker/telefoon")
	r.Fill("tekst", code)
	r.Click("label:has([name=reden])", "")
	r.Submit("/zoeken")
	r.Look("phone-found-none")
	r.At("/medewerker/telefoon/bellen")
	r.Look("phone-desk")
	if browser.Answer[bool](r.Tab, `!!document.querySelector("form[action$='/plaats']")`) {
		r.Submit("/plaats")
	}
	r.Look("phone-calls")
	r.Submit("/volgende")
	r.Look("phone-calls-nobody")
}

func throughToday(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/vandaag")
	r.Look("today")
	r.At("/medewerker/vandaag?zeker=sluiten")
	r.Look("today-sure")
	r.Submit("/sluiten")
	r.Look("today-refused")
}

func throughAlarm(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/ik")
	r.Click("#alarm summary", "")
	r.Look("alarm-more")
	r.Click("#alarm button", browser.Answer[string](r.Tab, `document.querySelector("#alarm details button").textContent.trim()`))
	r.Until(`!!document.querySelector("#alarm-nu .is-test")`)
	r.Look("alarm-try")
	r.Click("#alarm-nu button:last-of-type", browser.Answer[string](r.Tab, `document.querySelector("#alarm-nu button:last-of-type").textContent.trim()`))
	r.Until(`!document.querySelector("#alarm-nu .balie-alarm__one")`)
}
