package plan

import (
	"net/url"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/outreach"
)

// moveStory moves a stop of the bus to another day with its bookings, takes that back, picks a position on the own map
// with the arrows, and looks at the practice house.
func moveStory(t *testing.T, w *browser.Town) {
	r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: "nl"}
	r.At("/medewerker")
	r.SignIn("planner", demo.Passphrase)
	o, free := coming(t, w)
	s := o.Stops[0]
	ask := url.Values{"id": {string(o.ID)}, "halte": {string(s.ID)}, "plaats": {string(s.Place)}, "naardag": {free.String()}, "van": {s.Arrive.String()}, "tot": {s.Leave.String()}}
	r.At("/medewerker/inzet/dag?" + ask.Encode())
	r.Look("move-whatif")
	r.Follow(".balie-savebar button", "")
	r.Until(`location.pathname.includes("/inzet/wijziging/")`)
	r.Look("move-made")
	r.Push("Terugdraaien")
	r.Until(`document.body.innerText.includes("teruggedraaid")`)
	r.Look("move-back")
	r = &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: "nl"}
	r.At("/medewerker")
	r.SignIn("inrichter", demo.Passphrase)
	r.At("/medewerker/beheer/wijk/plek/" + string(s.Place))
	r.Look("pick-map")
	before := browser.Answer[string](r.Tab, `document.getElementById("positie").value`)
	r.TabTo(`!!e.closest(".balie-ownmap")`)
	browser.Answer[bool](r.Tab, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", shiftKey: true, cancelable: true })), true`)
	r.Until(`document.getElementById("positie").value !== "` + before + `" && document.querySelector("[data-says]").textContent.includes("km van")`)
	at := browser.Answer[string](r.Tab, `document.getElementById("positie").value`)
	browser.Answer[bool](r.Tab, `(() => { const b = document.querySelector(".balie-ownmap svg").getBoundingClientRect(); document.querySelector(".balie-ownmap svg").dispatchEvent(new MouseEvent("click", { clientX: b.x + b.width / 3, clientY: b.y + b.height / 3, bubbles: true })); return true; })()`)
	r.Until(`document.getElementById("positie").value !== "` + at + `"`)
	r.At("/medewerker/beheer/oefenhuis")
	r.Look("practice")
}

// coming is an outing of the bus that is still to come, and a working day on which it does not go out.
func coming(t *testing.T, w *browser.Town) (o outreach.Outing, free calendar.Date) {
	t.Helper()
	err := w.Server.Server.Ledger.View(func(r ledger.Reader) error {
		today := catalogue.Today(r)
		all, err := outreach.Outings(r, today+1, today+60)
		out := map[calendar.Date]bool{}
		for _, one := range all {
			out[one.Date] = out[one.Date] || one.Vehicle == "praotbus"
			if one.Open() && one.Vehicle == "praotbus" && len(one.Stops) > 1 && o.ID == "" {
				o = one
			}
		}
		for free = today + 3; out[free] || free.Weekday() == time.Saturday || free.Weekday() == time.Sunday; {
			free++
		}
		return err
	})
	if err != nil || o.ID == "" {
		t.Fatal("no outing is to come", err)
	}
	return o, free
}
