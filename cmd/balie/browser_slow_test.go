package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
)

// slowStory books at a tenth of the speed, over a bad line: everything waits, nothing is lost and
// nothing is done twice.
func slowStory(t *testing.T, w *town) {
	b := w.open(t, person{width: 390, height: 844, touch: true})
	tell(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 10})
	tell(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{URLPattern: "", Latency: 250, DownloadThroughput: 50_000, UploadThroughput: 20_000}},
	})
	before := w.booked(t)
	b.visit("/")
	b.follow("a.balie-choice", "Paspoort")
	b.click("#personen", "")
	b.key("3")
	b.push("Kies een tijd")
	when := b.chooseAnotherTime()
	b.push("Verder")
	b.wantTitle("Hoe kunnen wij u bereiken?")
	b.fillDetails("Janna Langzaam")
	b.push("Verder naar controleren")
	b.wantTitle("Klopt alles?")
	b.twoClicks("Afspraak maken")
	b.wantMade(when)
	if made := w.booked(t) - before; made != 1 {
		t.Errorf("%d appointments, want 1", made)
	}
	tell(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
}
