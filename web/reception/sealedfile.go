package reception

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/paper"
)

// SealedFile is a sealed list as a file of its own, that any browser opens with its phrase and without a server.
func SealedFile(municipality string, box kiosk.Box) ([]byte, error) {
	content, err := json.Marshal(box)
	if err != nil {
		return nil, err
	}
	script := strings.ReplaceAll(page.Source("modules/sealed.js"), "export const", "const") + page.Source("opened.js")
	var b strings.Builder
	err = sealedFile(sealedView{lang.In("nl"), municipality}).Render(context.Background(), &b)
	// no page of the server holds a script in itself; json.Marshal escapes what would end one
	scripts := `<script type="application/json" id="doos">` + string(content) + `</script><script>` + script + `</script></body>`
	return []byte(strings.Replace(b.String(), "</body>", scripts, 1)), err
}

type sealedView struct {
	lang.Words
	municipality string
}

// PaperList is a list on paper, open to whoever holds it.
func PaperList(l kiosk.DayList, made ledger.Reader) ([]byte, error) {
	w := lang.In("nl")
	lines := func(all []kiosk.DayEntry) (lines []string) {
		for _, e := range all {
			parts := []string{e.At, e.Number, e.Name, e.What, w.T("emergency.paper.minutes", "minutes", strconv.Itoa(e.Minutes))}
			lines = append(lines, strings.Join(filled(parts), " · ")+"    ________ ________ ________")
		}
		if len(lines) == 0 {
			lines = []string{w.T("emergency.paper.nobody")}
		}
		return lines
	}
	return paper.RunSheet{Office: l.Office, Title: w.T("emergency.unseal"), Facts: []string{l.Day + ", " + l.Made, w.T("emergency.paper.times")},
		Sections: []paper.Section{{Title: w.T("emergency.here"), Ticks: lines(l.Here)}, {Title: w.T("emergency.coming"), Ticks: lines(l.Coming)}},
		Language: "nl", Made: made.Now().Truncate(time.Second)}.PDF()
}

func filled(all []string) (some []string) {
	for _, text := range all {
		if text != "" {
			some = append(some, text)
		}
	}
	return some
}
