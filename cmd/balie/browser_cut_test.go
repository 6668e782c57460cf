package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
)

// hallPIN opens the list of the hall.
const hallPIN = "194837"

// powerStory is the drill of a power cut: the list of today was kept, the server is gone, the PIN opens it,
// and what was written on paper is typed back when there is power again.
func powerStory(t *testing.T, w *town) {
	w.clear(t)
	w.booksNow(t)
	w.choosePIN(t)
	host := w.colleague(t, "ontvangst", person{width: 768, height: 1024, touch: true})
	host.live(w.main.Clock())
	host.visit("/nl/medewerker/ontvangst?locatie=" + string(hallOffice))
	host.until(`document.documentElement.dataset.emergency === "ready"`)
	if kept := answer[string](host, `JSON.stringify(localStorage) + document.documentElement.outerHTML`); strings.Contains(kept, "194837") {
		t.Error("the PIN lies about")
	}
	host.until(`(navigator.serviceWorker.ready.then(() => { document.documentElement.dataset.worker = 1 }), document.documentElement.dataset.worker === "1")`)
	again := w.stop(t)
	answer[bool](host, `(location.replace("/nl/medewerker/ontvangst"), true)`)
	host.untilLong(`document.title.includes("Lijst van vandaag")`)
	host.opens("111112")
	host.untilLong(`document.querySelector("[data-unseal-said]").textContent.includes("klopt niet")`)
	if strings.Contains(host.screen(), "Kanarievogel") {
		t.Error("a wrong PIN opens the list")
	}
	host.opens(hallPIN)
	host.untilLong(`!document.querySelector("[data-list]").hidden`)
	host.wantSeen("Kanarievogel", "Gemeentehuis Gendringen", "Komen nog")
	host.hang("list-without-server")
	host.sealedStory()
	again()
	host.untilLong(`!document.querySelector("[data-back]").hidden`)
	for _, kind := range []string{"ERR_", "INCOMPLETE", "NavigationEntryMarkedSkippable", "/live/"} {
		host.forgive(kind)
	}
	w.typedBackStory(t)
}

func (w *town) choosePIN(t *testing.T) {
	t.Helper()
	pin, err := kiosk.StretchPIN(hallPIN)
	if err != nil {
		t.Fatal(err)
	}
	w.hallDo(t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		return kiosk.SetPIN(tx, w.main.serving.house.vault, hallOffice, pin)
	})
}

// live gives every page of a tab the time of the town.
func (b *tab) live(now time.Time) {
	b.t.Helper()
	tell(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `Date.now = (begin => () => ` + strconv.FormatInt(now.UnixMilli(), 10) + ` + performance.now())();`})
}

func (b *tab) opens(pin string) {
	b.t.Helper()
	b.fill("pin", pin)
	answer[bool](b, `(document.querySelector("[data-unseal]").requestSubmit(), true)`)
}

// sealedStory holds the sealed store to what it promises: what a page writes is read again under the PIN
// alone, nothing of it lies there in the clear, and when the day is over nothing lies there at all.
func (b *tab) sealedStory() {
	b.t.Helper()
	answer[bool](b, fmt.Sprintf(`(import(document.querySelector("script[type=module]").src).then(async () => {
		const { unseal, state, destroy } = await import(performance.getEntriesByType("resource").map(e => e.name).find(n => /sealed/.test(n)));
		const all = async () => {
			const db = await new Promise(done => { const ask = indexedDB.open("balie-sealed", 1); ask.onsuccess = () => done(ask.result); });
			const read = name => new Promise(done => { const ask = db.transaction(name).objectStore(name).getAll(); ask.onsuccess = () => done(ask.result); });
			const found = [await read("boxes"), await read("notes")];
			db.close();
			return found;
		};
		const open = await unseal("noodlijst", "%[1]s");
		await open.write("een", { wat: "Kanarienotitie" });
		const [note] = await (await unseal("noodlijst", "%[1]s")).written();
		const [boxes, notes] = await all();
		const clear = [...boxes, ...notes].map(o => Object.values(o).map(v => v instanceof ArrayBuffer || ArrayBuffer.isView(v) ? new TextDecoder("latin1").decode(v) : String(v)).join(" ")).join(" ");
		const hidden = !/Kanarie/.test(clear) && boxes[0].half instanceof CryptoKey && !boxes[0].half.extractable;
		const wrong = [];
		for (let i = 0; i < 2; i++) wrong.push(await unseal("noodlijst", "000001"));
		const over = await state("noodlijst", boxes[0].until);
		const [left, written] = await all();
		document.documentElement.dataset.sealed = JSON.stringify([note.wat, hidden, wrong.every(x => x === null), over, left.length + written.length, await state("noodlijst")]);
	}).catch(fault => { document.documentElement.dataset.sealed = String(fault.stack ?? fault); }), true)`, hallPIN))
	b.untilLong(`!!document.documentElement.dataset.sealed`)
	if got := answer[string](b, `document.documentElement.dataset.sealed`); got != `["Kanarienotitie",true,true,"over",0,"none"]` {
		b.t.Errorf("the sealed store: %s", got)
	}
}

// typedBackStory types a visit from paper back.
func (w *town) typedBackStory(t *testing.T) {
	t.Helper()
	begun := w.main.Clock()
	w.pass(30 * 60)
	host := w.colleague(t, "ontvangst", person{width: 768, height: 1024, touch: true})
	host.visit("/nl/medewerker/noodlijst?locatie=" + string(hallOffice))
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	answer[bool](host, `(document.querySelector("#product").value = "paspoort", true)`)
	for id, after := range map[string]int{"kwam": 5, "begon": 9, "klaar": 20} {
		host.fill(id, begun.Add(time.Duration(after)*time.Minute).In(zone).Format("15.04"))
	}
	host.push("Bezoek vastleggen")
	host.wantSeen("Het bezoek is vastgelegd")
}

// hallPagesStory holds what colleagues see of screens, messages and the list to what every page keeps.
func hallPagesStory(t *testing.T, w *town) {
	for _, language := range languages() {
		r := &round{tab: w.open(t, person{width: narrow, height: 640, refused: true}), language: language}
		r.at("/hier/" + string(hallOffice))
		r.look("here")
		r.at("/medewerker")
		r.signIn("teamleider", demoPassphrase)
		for _, page := range []struct{ path, name string }{
			{"/medewerker/schermen", "screens"},
			{"/medewerker/schermen/berichten", "messages"},
			{"/medewerker/noodlijst?locatie=" + string(hallOffice), "emergency"},
		} {
			r.at(page.path)
			r.look(page.name)
		}
		r.fill("pin", "111111")
		r.submit("/pin")
		r.look("emergency-refused")
		r.fill("klaar", "straks")
		r.submit("/terug")
		r.look("emergency-paper-refused")
	}
	r := &round{tab: w.open(t, person{width: narrow, height: 640}), language: "nl"}
	r.visit("/medewerker/noodlijst/zonder")
	r.look("emergency-opened")
}

// fileStory opens the sealed list that lies on a share, from the disk and without any server.
func fileStory(t *testing.T, w *town) {
	w.clear(t)
	w.booksNow(t)
	w.choosePIN(t)
	folder := t.TempDir()
	c := Config{Municipality: "Oude IJsselstreek", Copy: Copy{Folder: folder, Form: copySealed}}
	if err := w.main.serving.house.copyLists(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(folder, copyPrefix+string(hallOffice)+"-*.html"))
	if err != nil || len(found) != 1 {
		t.Fatalf("there is %v: %v", found, err)
	}
	b := w.open(t, person{width: 768, height: 1024})
	b.live(w.main.Clock())
	b.do(chromedp.Navigate("file://" + found[0]))
	for _, try := range []struct{ pin, gives string }{{"000001", "klopt niet"}, {hallPIN, "Kanarievogel"}} {
		answer[bool](b, `(document.querySelector("form").elements.pin.value = "`+try.pin+`", document.querySelector("form").requestSubmit(), true)`)
		b.untilLong(`document.querySelector("main").innerText.includes("` + try.gives + `")`)
	}
	b.forgive("file:")
}
