package lobby

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/kiosk"
	"balie/queue"
)

// hallPIN opens the list of the hall.
const hallPIN = "19483726"

// powerStory is the drill of a power cut: the list of today was kept, the server is gone, the PIN opens it,
// and what was written on paper is typed back when there is power again.
func powerStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	booksNow(w, t)
	choosePIN(w, t)
	host := w.Colleague(t, "ontvangst", browser.Person{Width: 768, Height: 1024, Touch: true})
	host.Live(w.Server.Server.Clock())
	host.Visit("/nl/medewerker/ontvangst?locatie=" + string(hallOffice))
	host.Until(`document.documentElement.dataset.emergency === "ready"`)
	if kept := browser.Answer[string](host, `JSON.stringify(localStorage) + document.documentElement.outerHTML`); strings.Contains(kept, "19483726") {
		t.Error("the PIN lies about")
	}
	host.Until(`(navigator.serviceWorker.ready.then(() => { document.documentElement.dataset.worker = 1 }), document.documentElement.dataset.worker === "1")`)
	again := w.Stop(t)
	browser.Answer[bool](host, `(location.replace("/nl/medewerker/ontvangst"), true)`)
	host.Until(`document.title.includes("Lijst van vandaag")`)
	host.Opens("111112")
	host.Until(`document.querySelector("[data-unseal-said]").textContent.includes("klopt niet")`)
	if strings.Contains(host.Screen(), "Kanarievogel") {
		t.Error("a wrong PIN opens the list")
	}
	host.Opens(hallPIN)
	host.Until(`!document.querySelector("[data-list]").hidden`)
	host.WantSeen("Kanarievogel", "Gemeentehuis Gendringen", "Komen nog")
	host.Hang("list-without-server")
	sealedStory(host)
	again()
	host.Until(`!document.querySelector("[data-back]").hidden`)
	for _, kind := range []string{"ERR_", "INCOMPLETE", "NavigationEntryMarkedSkippable", "/live/"} {
		host.Forgive(kind)
	}
	typedBackStory(w, t)
}

func choosePIN(w *browser.Town, t *testing.T) {
	t.Helper()
	pin, err := kiosk.StretchPIN(hallPIN)
	if err != nil {
		t.Fatal(err)
	}
	hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		return kiosk.SetPIN(tx, w.Server.Server.Vault, hallOffice, pin)
	})
}

// sealedStory holds the sealed store to what it promises: what a page writes is read again under the PIN
// alone, nothing of it lies there in the clear, and when the day is over nothing lies there at all.
func sealedStory(b *browser.Tab) {
	b.T.Helper()
	browser.Answer[bool](b, fmt.Sprintf(`(import(document.querySelector("script[type=module]").src).then(async () => {
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
	b.Until(`!!document.documentElement.dataset.sealed`)
	if got := browser.Answer[string](b, `document.documentElement.dataset.sealed`); got != `["Kanarienotitie",true,true,"over",0,"none"]` {
		b.T.Errorf("the sealed store: %s", got)
	}
}

// typedBackStory types a visit from paper back.
func typedBackStory(w *browser.Town, t *testing.T) {
	t.Helper()
	begun := w.Server.Server.Clock()
	w.Pass(30 * 60)
	host := w.Colleague(t, "ontvangst", browser.Person{Width: 768, Height: 1024, Touch: true})
	host.Visit("/nl/medewerker/noodlijst?locatie=" + string(hallOffice))
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	browser.Answer[bool](host, `(document.querySelector("#product").value = "paspoort", true)`)
	for id, after := range map[string]int{"kwam": 5, "begon": 9, "klaar": 20} {
		host.Fill(id, begun.Add(time.Duration(after)*time.Minute).In(zone).Format("15.04"))
	}
	host.Push("Bezoeken vastleggen")
	host.WantSeen("Het bezoek is vastgelegd")
}

// hallPagesStory holds what colleagues see of screens, messages and the list to what every page keeps.
func hallPagesStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true}), Language: language}
		r.At("/hier/" + string(hallOffice))
		r.Look("here")
		r.At("/medewerker")
		r.SignIn("teamleider", demo.Passphrase)
		for _, page := range []struct{ path, name string }{
			{"/medewerker/schermen", "screens"},
			{"/medewerker/schermen/berichten", "messages"},
			{"/medewerker/noodlijst?locatie=" + string(hallOffice), "emergency"},
		} {
			r.At(page.path)
			r.Look(page.name)
		}
		r.Fill("pin", "111111")
		r.Submit("/pin")
		r.Look("emergency-refused")
		r.Fill("klaar", "straks")
		r.Submit("/terug")
		r.Look("emergency-paper-refused")
	}
	r := &browser.Round{Tab: w.Open(t, browser.Person{Width: browser.Narrow, Height: 640}), Language: "nl"}
	r.Visit("/medewerker/noodlijst/zonder")
	r.Look("emergency-opened")
}

// fileStory opens the sealed list that lies on a share, from the disk and without any server.
func fileStory(t *testing.T, w *browser.Town) {
	clear(w, t)
	booksNow(w, t)
	choosePIN(w, t)
	folder := t.TempDir()
	c := server.Config{Municipality: "Oude IJsselstreek", Copy: server.Copy{Folder: folder, Form: server.CopySealed}}
	if err := w.Server.Server.CopyLists(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(folder, server.CopyPrefix+string(hallOffice)+"-*.html"))
	if err != nil || len(found) != 1 {
		t.Fatalf("there is %v: %v", found, err)
	}
	b := w.Open(t, browser.Person{Width: 768, Height: 1024})
	b.Live(w.Server.Server.Clock())
	b.Do(chromedp.Navigate("file://" + found[0]))
	for _, try := range []struct{ pin, gives string }{{"000001", "kloppen niet"}, {hallPIN, "Kanarievogel"}} {
		browser.Answer[bool](b, `(document.querySelector("form").elements.pin.value = "`+try.pin+`", document.querySelector("form").requestSubmit(), true)`)
		b.Until(`document.querySelector("main").innerText.includes("` + try.gives + `")`)
	}
	b.Forgive("file:")
}
