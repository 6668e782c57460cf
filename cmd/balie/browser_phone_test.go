package main

import (
	"regexp"
	"strings"
	"testing"
)

var spokenCode = regexp.MustCompile(`^[0-9A-Z]{4} [0-9A-Z]{4}$`)

// phoneStory is a family of three that books passports on a phone, moves the appointment to
// another day and cancels it.
func phoneStory(t *testing.T, w *town) {
	b := w.open(t, person{width: 390, height: 844, touch: true})
	b.visit("/")
	b.wantTitle("Waarvoor wilt u langskomen?")
	b.follow("a.balie-choice", "Paspoort")
	b.wantTitle("Paspoort aanvragen")
	b.click("#personen", "")
	b.key("3")
	b.push("Kies een tijd")
	when := b.chooseAnotherTime()
	b.push("Verder")
	b.wantTitle("Hoe kunnen wij u bereiken?")
	b.wantSeen("voor u vast tot", "3 personen", when)
	b.fillDetails("Janna Testink")
	b.push("Verder naar controleren")
	b.wantTitle("Klopt alles?")
	b.wantSeen("Janna Testink", "janna@voorbeeld.example", "3 personen", when, "Gemeentehuis Gendringen")
	b.push("Afspraak maken")
	code := b.wantMade(when)
	moved := b.moveToAnotherDay(when, code)
	b.follow("a", "Afspraak afzeggen")
	b.wantTitle("Wilt u deze afspraak afzeggen?")
	b.wantSeen(moved)
	b.push("Ja, afspraak afzeggen")
	b.wantTitle("Uw afspraak is afgezegd")
	if answer[bool](b, `!!document.querySelector(".balie-code, .balie-qr, a[href$=verzetten]")`) {
		t.Error("a cancelled appointment still shows its code or can be moved")
	}
}

// chooseAnotherTime takes another time than the one that is chosen already, and sees the button's
// bar and the summary follow. It returns the chosen day and hour.
func (b *tab) chooseAnotherTime() string {
	b.t.Helper()
	b.wantTitle("Wanneer komt u langs?")
	b.wantSeen("3 personen", "Eerste vrije tijd")
	preset := b.text(".balie-dock [data-chosen]")
	if said := answer[string](b, `document.querySelector("[name=tijd]:checked").dataset.moment`); said != preset {
		b.t.Errorf("the bar says %q, chosen is %q", preset, said)
	}
	b.click(".balie-times--best .balie-time:last-child", "")
	chosen := answer[string](b, `document.querySelector("[name=tijd]:checked").dataset.moment`)
	if chosen == preset {
		b.t.Error("a click on another time chose nothing")
	}
	for _, place := range []string{".balie-dock [data-chosen]", ".balie-summary [data-chosen]"} {
		if said := b.text(place); said != chosen {
			b.t.Errorf("%s says %q after choosing %q", place, said, chosen)
		}
	}
	return chosen
}

// fillDetails wants to be reached by e-mail; the field for it is there only then.
func (b *tab) fillDetails(name string) {
	b.t.Helper()
	const shown = `["email", "telefoon"].map(id => document.getElementById(id).checkVisibility()).join()`
	b.click("label", "Met een telefoontje")
	if got := answer[string](b, shown); got != "false,true" {
		b.t.Errorf("after choosing the telephone, e-mail and telephone are shown: %s", got)
	}
	b.click("label", "Met een e-mail")
	if got := answer[string](b, shown); got != "true,false" {
		b.t.Errorf("after choosing e-mail, e-mail and telephone are shown: %s", got)
	}
	b.fill("naam", name)
	b.fill("email", "janna@voorbeeld.example")
}

// wantMade sees the appointment with its code and its square of dots, also after loading again.
func (b *tab) wantMade(when string) (code string) {
	b.t.Helper()
	for _, again := range []bool{false, true} {
		if again {
			b.leave(func() { answer[bool](b, `location.reload(), true`) })
		}
		b.wantTitle("Uw afspraak is gemaakt")
		b.wantSameMoment(when)
		if answer[float64](b, `document.querySelector("svg.balie-qr path").getBoundingClientRect().width`) < 100 {
			b.t.Error("the QR code is too small to read")
		}
		said := b.text(".balie-code")
		if !spokenCode.MatchString(said) || again && said != code {
			b.t.Errorf("code %q, before %q", said, code)
		}
		code = said
	}
	return code
}

// wantSameMoment fails unless the appointment's day and hour are these, over two lines or not.
func (b *tab) wantSameMoment(when string) {
	b.t.Helper()
	if said := strings.Join(strings.Fields(b.text(".balie-when")), " "); said != when {
		b.t.Errorf("the appointment is at %q, want %q", said, when)
	}
}

// moveToAnotherDay picks a later day in the month, and a time on it; the code stays.
func (b *tab) moveToAnotherDay(when, code string) (moved string) {
	b.t.Helper()
	b.follow("a", "Afspraak verzetten")
	b.wantTitle("Wanneer komt u dan?")
	b.wantSeen(strings.Split(when, ",")[0])
	b.follow("td:has([aria-current]) ~ td a, tr:has([aria-current]) ~ tr a", "vrij")
	day := b.text(".balie-day-title")
	b.click(".balie-split .balie-time", "")
	moved = b.text(".balie-dock [data-chosen]")
	if !strings.HasPrefix(moved, day) || moved == when {
		b.t.Errorf("chose %q on %q instead of %q", moved, day, when)
	}
	b.push("Verzetten")
	b.wantTitle("Uw afspraak is verzet")
	b.wantSameMoment(moved)
	if said := b.text(".balie-code"); said != code {
		b.t.Errorf("moving changed the code %q into %q", code, said)
	}
	return moved
}
