package figures

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
)

// form is a kind of file in which figures can be kept.
type form struct {
	key, name, content string
	write              func(v view, d data) ([]byte, error)
}

var forms []form

func init() {
	forms = []form{
		{"csv", "CSV", "text/csv; charset=utf-8", func(v view, d data) ([]byte, error) { return writeCSV(d) }},
		{"ods", "ODS", "application/vnd.oasis.opendocument.spreadsheet", func(v view, d data) ([]byte, error) { return writeODS(d) }},
		{"pdf", "PDF", "application/pdf", view.pdf},
	}
}

// fileHref is where a file with what this page shows is had.
func (v view) fileHref(f form) templ.SafeURL {
	asked := url.Values{"periode": {v.q.length}, "vergelijk": {v.q.comparison}, "locatie": {v.q.place}}
	if v.q.length == own {
		asked.Set("van", v.q.from)
		asked.Set("tot", v.q.to)
	}
	return templ.SafeURL(string(v.Q.Href(path+"/bestand/"+f.key)) + "?" + asked.Encode())
}

// File answers GET /medewerker/cijfers/bestand/:form with the tables of the page as a file.
func (p *Pages) File(c *fiber.Ctx) error {
	for _, f := range forms {
		if f.key != c.Params("form") {
			continue
		}
		v, d, err := p.look(c)
		if err != nil {
			return err
		}
		content, err := f.write(v, d)
		if err != nil {
			return err
		}
		year, week := v.q.span.from.ISOWeek()
		c.Set(fiber.HeaderContentType, f.content)
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="cijfers-`+strconv.Itoa(year)+"-week-"+strconv.Itoa(week)+"."+f.key+`"`)
		return c.Send(content)
	}
	return fiber.ErrNotFound
}
