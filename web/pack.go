package web

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// smallest is how large a page is that is worth packing, in bytes.
const smallest = 2 << 10

var packers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a good one
	return w
}}

// Marks of a page for residents, and of one that belongs to a person or to their way to an appointment: what is secret
// there is never packed beside what a stranger may have chosen, since its length would tell (BREACH).
var (
	residentMark = []byte(`class="balie-resident"`)
	personalMark = []byte(`data-personal=`)
)

// ofOne reports whether an address belongs to one person, whatever its page says of itself.
func ofOne(path string) bool {
	return slices.ContainsFunc([]string{"/a/", "/u/", "/t/", "/partner", "/bezorgen", "/medewerker"}, func(of string) bool { return strings.HasPrefix(path, of) })
}

// packPage packs a page that everybody may read, for a browser that asks so: the third of it goes over a slow line.
func (a *App) packPage(c *fiber.Ctx) error {
	if err := c.Next(); err != nil {
		return err
	}
	body := c.Response().Body()
	head := body[:min(len(body), 600)]
	if c.Method() != fiber.MethodGet || len(body) < smallest || ofOne(page.From(c).Path) || !bytes.Contains(head, residentMark) || bytes.Contains(head, personalMark) {
		return nil
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	if !c.Context().Request.Header.HasAcceptEncoding("gzip") {
		return nil
	}
	var b bytes.Buffer
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentEncoding, "gzip")
	c.Response().SetBody(b.Bytes())
	return nil
}
