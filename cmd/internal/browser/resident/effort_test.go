package resident

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"balie/booking"
	"balie/cmd/internal/browser"
)

// effortStory sees that the browser brings its small effort unnoticed, and how long the largest one
// of a first booking, of which there are two, takes it at a tenth of its speed.
func effortStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 390, Height: 844})
	b.Visit("/afspraak/tijd?p=paspoort.1")
	b.Until(`document.querySelector("[data-effort]").value.length > 100`)
	if seen := browser.Answer[bool](b, `document.body.innerText.includes("SHA")`); seen {
		t.Error("the effort is seen")
	}
	b.TakeTime(0)
	b.WantTitle("Hoe kunnen wij u bereiken?")

	browser.Call(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 10})
	b.Visit("/afspraak/tijd?p=paspoort.1&v=" + string(booking.NewVisitKey()))
	browser.Answer[bool](b, `(window.made = null, (async () => {
		const hex = async (t) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(t)))].map((n) => n.toString(16).padStart(2, "0")).join("");
		const ask = { algorithm: "SHA-256", salt: "00112233445566778899aabb?expires=1764000000", signature: "", maxnumber: 8000 };
		ask.challenge = await hex(ask.salt + 4000);
		const worker = new Worker(document.querySelector("[data-effort]").dataset.worker), begin = performance.now();
		worker.onmessage = ({ data }) => { window.made = { number: JSON.parse(atob(data)).number, ms: performance.now() - begin }; };
		worker.postMessage(ask);
	})(), true)`)
	b.Until(`window.made !== null`)
	if n := browser.Answer[int](b, `window.made.number`); n != 4000 {
		t.Errorf("the worker finds %d", n)
	}
	t.Logf("half of the largest effort at a tenth of the speed: %d ms", browser.Answer[int](b, `Math.round(window.made.ms)`))
	browser.Call(b, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
}
