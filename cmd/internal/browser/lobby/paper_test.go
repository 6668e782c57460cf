package lobby

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/browser"
	"balie/kiosk"
	"balie/queue"
)

// paperStory prints a number from the pillar on the strip of a till and on A4, and reads it back: by its text, by its code, and
// by the ink at the edges. On main the pillar printed its screen, and the number was cut off.
func paperStory(t *testing.T, w *browser.Town) {
	for _, tool := range []string{"pdftotext", "pdftoppm", "zbarimg"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed (Debian: poppler-utils, zbar-tools)", tool)
		}
	}
	b := pairs(w, t, kiosk.CheckInKiosk, hallOffice, uprightPillar)
	b.Forgive("NavigationEntryMarkedSkippable") // no page stays behind, and that is meant
	b.Visit("/nl/zuil/nummer/paspoort")
	b.Leave(func() {
		b.Click(".balie-pillar__counter button.balie-pillar-choice--main", "")
	})
	number := strings.Join(strings.Fields(b.Text(".balie-pillar__number")), "")
	for name, wide := range map[string][2]float64{"80 mm": {80 / 25.4, 150 / 25.4}, "A4": {210 / 25.4, 297 / 25.4}} {
		content := browser.Call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: wide[0], PaperHeight: wide[1]})
		path := filepath.Join(t.TempDir(), "strip.pdf")
		if err := os.WriteFile(path, content.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		read := strings.Join(strings.Fields(run(t, "pdftotext", path, "-")), " ")
		if !strings.Contains(strings.ReplaceAll(read, " ", ""), number) || strings.Count(read, "\f") > 1 {
			t.Errorf("%s: the paper says %q, the screen %q", name, read, number)
		}
		for _, other := range []string{"Klaar", "Hulp", "Op papier", "English", "Bent u er nog"} {
			if strings.Contains(read, other) {
				t.Errorf("%s: %q of the screen stands on the paper", name, other)
			}
		}
		picture := strings.TrimSuffix(path, ".pdf")
		run(t, "pdftoppm", "-r", "200", "-singlefile", "-png", path, picture)
		if code := run(t, "zbarimg", "--nodbus", "-q", "--raw", picture+".png"); !strings.Contains(code, "/T/") {
			t.Errorf("%s: the code says %q", name, code)
		}
		if pages := run(t, "pdfinfo", path); !strings.Contains(pages, "Pages:           1\n") {
			t.Errorf("%s is not one page: %s", name, pages)
		}
	}
}

func run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	out, err := exec.Command(name, arguments...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// scannerStory types as a scanner that pauses between two parts: one code is sent, whole, and no tail of it.
func scannerStory(t *testing.T, w *browser.Town) {
	b := pairs(w, t, kiosk.CheckInKiosk, hallOffice, uprightPillar)
	b.Forgive("NavigationEntryMarkedSkippable") // no page stays behind, and that is meant
	b.Visit("/nl/zuil")
	const code = "HTTPS://BALIE.EXAMPLE/Q/0123456789ABCDEFGHJKMNPQRS"
	browser.Answer[bool](b, `(window.sent = [], HTMLFormElement.prototype.submit = function () { window.sent.push(this.elements.scan.value); }, true)`)
	browser.Answer[bool](b, `(() => {
		const type = (text) => { for (const key of text) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })); };
		type("`+code[:30]+`");
		setTimeout(() => type("`+code[30:]+`"), 700);
		return true;
	})()`)
	b.Until(`window.sent.length > 0`)
	browser.Answer[bool](b, `(setTimeout(() => { window.rested = true; }, 600), true)`)
	b.Until(`window.rested === true`)
	if sent := browser.Answer[[]string](b, `window.sent`); len(sent) != 1 || sent[0] != code {
		t.Errorf("a scanner that pauses sends %q", sent)
	}
}

// boardSizes hangs a full board at every size: long names of desks, forty who wait, messages in three languages, no connection.
func boardSizes(t *testing.T, w *browser.Town) {
	clear(w, t)
	rename := func(names map[catalogue.DeskID]string) {
		hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
			o, err := catalogue.OfficeByID(tx, hallOffice)
			if err != nil {
				return err
			}
			for i, d := range o.Desks {
				if name, ok := names[d.ID]; ok {
					o.Desks[i].Name = name
				}
			}
			return catalogue.PutOffice(tx, o)
		})
	}
	for i := range 40 {
		comeIn(w, t, []string{"nl", "en", "de"}[i%3])
	}
	hallDo(w, t, "", func(tx *ledger.Tx, _ queue.DeskRequest) error {
		o, err := catalogue.OfficeByID(tx, hallOffice)
		if err == nil {
			_, err = kiosk.PutUp(tx, kiosk.Message{Text: "Neem voor een nieuw paspoort een pasfoto mee die niet ouder is dan zes maanden.", Icon: "clock", Until: o.Today(tx.Now())})
		}
		return err
	})
	b := pairs(w, t, kiosk.QueueDisplay, hallOffice, hangingBoard)
	first := call(w, t, "gendringen-2")
	last := call(w, t, "gendringen-3")
	shown := `document.querySelector(".balie-call__number")?.textContent.replace(/\s/g, "") === "` + string(last.Number) + `"`
	rename(map[catalogue.DeskID]string{"gendringen-2": "Spreekkamer Burgerzaken 2", "gendringen-3": "Spreekkamer Maatschappelijke ondersteuning"})
	defer rename(map[catalogue.DeskID]string{"gendringen-2": "Balie 2", "gendringen-3": "Balie 3"})
	w.Pass(60) // they had time to walk
	hallDo(w, t, "gendringen-2", func(tx *ledger.Tx, at queue.DeskRequest) error { _, err := queue.Recall(tx, at, first.ID); return err })
	for _, language := range []string{"nl", "en", "de"} {
		b.Visit("/" + language + "/bord")
		b.Until(`document.querySelectorAll(".balie-call__one").length === 2`) // both are called, the one of them again
		everySize(b, "two", language)
	}
	b.Visit("/de/bord")
	b.Until(`document.querySelectorAll(".balie-call__one").length === 2`)
	browser.Answer[bool](b, `(document.dispatchEvent(new CustomEvent("balie:line", { detail: { state: "lost", after: 0 } })), true)`)
	b.Until(`!!document.querySelector(".balie-call--lost .balie-call__text") && !document.querySelector(".balie-call__number")`)
	everySize(b, "lost", "de")
	hallDo(w, t, "gendringen-2", func(tx *ledger.Tx, at queue.DeskRequest) error { _, err := queue.Start(tx, at, first.ID); return err })
	b.Visit("/nl/bord")
	b.Until(shown)
	everySize(b, "long", "nl")
	b.Resize(1920, 1080, false)
	hallDo(w, t, "gendringen-3", func(tx *ledger.Tx, at queue.DeskRequest) error { _, err := queue.Start(tx, at, last.ID); return err })
	b.Until(`document.querySelector(".balie-call__number")?.textContent.replace(/\s/g, "") !== "` + string(last.Number) + `"`)
	clear(w, t)
}

// everySize looks at a board as it stands, at each size at which one hangs: nothing is cut off.
func everySize(b *browser.Tab, state, language string) {
	b.T.Helper()
	for name, size := range map[string][2]int64{"1080p": {1920, 1080}, "upright": {1080, 1920}, "720p": {1280, 720}} {
		b.Resize(size[0], size[1], false)
		b.Until(`!document.getAnimations().length`) // a call slides in
		b.Small = name != "1080p"                   // only that one is of 32 inches, by which 20 mm is measured
		held(b, "board, "+state+", "+language+", "+name)
		b.Hang("board-" + state + "-" + language + "-" + name)
	}
}
