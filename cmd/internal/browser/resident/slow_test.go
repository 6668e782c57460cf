package resident

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/cmd/internal/browser"
)

// slowStory books at a tenth of the speed, over a bad line: everything waits, nothing is lost and
// nothing is done twice.
func slowStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true})
	browser.Call(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 10})
	browser.Slow(b, 250, 50_000, 20_000)
	before := booked(w, t)
	b.Visit("/")
	b.Follow("a.balie-choice", "Paspoort")
	b.Click("#personen", "")
	b.Key("3")
	b.Push("Kies een tijd")
	when := chooseAnotherTime(b)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	fillDetails(b, "Janna Langzaam")
	b.Push("Verder naar controleren")
	b.WantTitle("Klopt alles?")
	b.TwoClicks("Afspraak maken")
	wantMade(b, when)
	if made := booked(w, t) - before; made != 1 {
		t.Errorf("%d appointments, want 1", made)
	}
	browser.Call(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
}
