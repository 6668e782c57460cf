package resident

import (
	"regexp"
	"strings"
	"testing"

	"balie/cmd/internal/browser"
)

var spokenCode = regexp.MustCompile(`^[0-9A-Z]{4} [0-9A-Z]{4}$`)

// phoneStory is a family of three that books passports on a phone, moves the appointment to
// another day and cancels it.
func phoneStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true})
	b.Visit("/")
	b.WantTitle("Waarvoor wilt u langskomen?")
	b.Follow("a.balie-choice", "Paspoort")
	b.WantTitle("Paspoort aanvragen")
	b.Click("#personen", "")
	b.Key("3")
	b.Push("Kies een tijd")
	when := chooseAnotherTime(b)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	b.WantSeen("voor u vast tot", "3 personen", when)
	fillDetails(b, "Janna Testink")
	b.Push("Verder naar controleren")
	b.WantTitle("Klopt alles?")
	b.WantSeen("Janna Testink", "janna@voorbeeld.example", "3 personen", when, "Gemeentehuis Gendringen")
	b.Push("Afspraak maken")
	code := wantMade(b, when)
	moved := moveToAnotherDay(b, when, code)
	b.Follow("a", "Afspraak afzeggen")
	b.WantTitle("Wilt u deze afspraak afzeggen?")
	b.WantSeen(moved)
	b.Push("Ja, afspraak afzeggen")
	b.WantTitle("Uw afspraak is afgezegd")
	if browser.Answer[bool](b, `!!document.querySelector(".balie-code, .balie-qr, a[href$=verzetten]")`) {
		t.Error("a cancelled appointment still shows its code or can be moved")
	}
}

// chooseAnotherTime presses another time than the first; before that the page names none as chosen. It returns the
// chosen day and hour.
func chooseAnotherTime(b *browser.Tab) string {
	b.T.Helper()
	b.WantTitle("Wanneer komt u langs?")
	b.WantSeen("3 personen", "Waar kunt u het snelst terecht?")
	for _, place := range []string{".balie-dock", ".balie-summary"} {
		if said := b.Text(place); strings.Contains(said, " uur") {
			b.T.Errorf("%s names a time that nobody chose: %q", place, said)
		}
	}
	return b.TakeTime(2)
}

// fillDetails wants to be reached by e-mail; the field for it is there only then.
func fillDetails(b *browser.Tab, name string) {
	b.T.Helper()
	const shown = `["email", "telefoon"].map(id => document.getElementById(id).checkVisibility()).join()`
	b.Click("label", "Met een telefoontje")
	if got := browser.Answer[string](b, shown); got != "false,true" {
		b.T.Errorf("after choosing the telephone, e-mail and telephone are shown: %s", got)
	}
	b.Click("label", "Met een e-mail")
	if got := browser.Answer[string](b, shown); got != "true,false" {
		b.T.Errorf("after choosing e-mail, e-mail and telephone are shown: %s", got)
	}
	b.Fill("naam", name)
	b.Fill("email", "janna@voorbeeld.example")
}

// wantMade sees the appointment with its code and its square of dots, also after loading again.
func wantMade(b *browser.Tab, when string) (code string) {
	b.T.Helper()
	for _, again := range []bool{false, true} {
		if again {
			b.Leave(func() { browser.Answer[bool](b, `location.reload(), true`) })
		}
		b.WantTitle("Uw afspraak is gemaakt")
		wantSameMoment(b, when)
		if browser.Answer[float64](b, `document.querySelector("svg.balie-qr path").getBoundingClientRect().width`) < 100 {
			b.T.Error("the QR code is too small to read")
		}
		said := b.Text(".balie-code")
		if !spokenCode.MatchString(said) || again && said != code {
			b.T.Errorf("code %q, before %q", said, code)
		}
		code = said
	}
	return code
}

// wantSameMoment fails unless the appointment's day and hour are these, over two lines or not.
func wantSameMoment(b *browser.Tab, when string) {
	b.T.Helper()
	if said := strings.Join(strings.Fields(b.Text(".balie-when")), " "); said != when {
		b.T.Errorf("the appointment is at %q, want %q", said, when)
	}
}

// moveToAnotherDay picks a later day in the weeks, and a time on it, and says yes; the code stays.
func moveToAnotherDay(b *browser.Tab, when, code string) (moved string) {
	b.T.Helper()
	b.Follow("a", "Afspraak verzetten")
	b.WantTitle("Wanneer komt u dan?")
	b.WantSeen(strings.Split(when, ",")[0])
	b.Click("td:has([aria-current]) ~ td a, tr:has([aria-current]) ~ tr a", "vrij")
	b.Until(`document.activeElement.id === "kies"`)
	day := b.Text("#kies")
	b.Follow(".balie-times .balie-slot", "")
	moved = b.Text(".balie-ask .balie-when")
	if !strings.HasPrefix(moved, day) || moved == when {
		b.T.Errorf("chose %q on %q instead of %q", moved, day, when)
	}
	b.Push("Afspraak verzetten")
	b.WantTitle("Uw afspraak is verzet")
	wantSameMoment(b, moved)
	if said := b.Text(".balie-code"); said != code {
		b.T.Errorf("moving changed the code %q into %q", code, said)
	}
	return moved
}
