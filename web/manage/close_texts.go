package manage

import (
	"balie/web/lang"
	"balie/web/page"
)

// hardWords say what reads hard in a Dutch text, and what to write instead.
func hardWords(q page.Request, text string) (notes []string) {
	for _, h := range lang.HardDutch(text) {
		if h.Words > 0 {
			notes = append(notes, q.T("config.product.read.long", "n", h.Words))
			continue
		}
		notes = append(notes, text[h.From:h.To]+": "+q.T("config.product.read.word")+" "+h.Plain)
	}
	return notes
}
