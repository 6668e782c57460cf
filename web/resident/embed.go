package resident

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
)

// embedView shows web editors the link to a product that they may put on a page of theirs.
type embedView struct {
	all     []catalogue.Product
	chosen  catalogue.Product
	address string // of the product's page here
	snippet string // the link as HTML
}

// ShowEmbed answers GET /knop. What it gives is a plain link: it works under any content security
// policy, without script, and looks as the page looks on which it stands.
func (p *Pages) ShowEmbed(c *fiber.Ctx) error {
	q := page.From(c)
	var v embedView
	err := p.read(func(r ledger.Reader) (err error) {
		all, err := catalogue.Products(r)
		if v.all = p.forVisitors(all); err != nil || len(v.all) == 0 {
			return err
		}
		slices.SortFunc(v.all, func(a, b catalogue.Product) int {
			return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(a.Text(q.Words.Tag()).Name, b.Text(q.Words.Tag()).Name))
		})
		v.chosen = v.all[0]
		if name := c.Query("product"); name != "" {
			v.chosen, err = named(r, name, nil)
		}
		return err
	})
	if err != nil {
		return err
	}
	v.write(q, p.Origin.Of(c))
	return page.Render(c, fiber.StatusOK, embedPage(q, v))
}

func (v *embedView) write(q page.Request, base string) {
	v.address = base + "/" + q.Words.Tag() + "/afspraak?product=" + string(v.chosen.ID)
	text := q.T("embed.words", "product", v.chosen.Text(q.Words.Tag()).Name)
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	v.snippet = `<a class="utrecht-button-link utrecht-button-link--primary-action" href="` + escape.Replace(v.address) + `" hreflang="` + q.Words.Tag() + `">` + escape.Replace(text) + `</a>`
}
