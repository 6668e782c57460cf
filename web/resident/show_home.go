package resident

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
)

// homeView is the first page: one question, a search, what people need most, and everything.
type homeView struct {
	query   string
	found   catalogue.Found
	all     []catalogue.Product // from A to Z, where they were asked for
	count   int                 // how many there are
	popular []catalogue.Product
	groups  []groupView
	group   *groupView
	stops   []catalogue.Office
	cleared bool
	urgent  bool // something here cannot wait
}

// groupView is one family of products with its place on the home page.
type groupView struct {
	id       string
	icon     string
	name     string
	products []catalogue.Product
}

// groups is the order of the families on the home page, and their icons.
var groups = []groupView{
	{id: "travel", icon: "plane"}, {id: "live", icon: "home"}, {id: "family", icon: "baby-carriage"}, {id: "marry", icon: "hearts"},
	{id: "death", icon: "leaf"}, {id: "papers", icon: "file-certificate"}, {id: "citizen", icon: "world"}, {id: "care", icon: "heart-handshake"},
	{id: "business", icon: "briefcase"}, {id: "other", icon: "help"},
}

// longestQuery is what we search for at most; nobody types more to find a product.
const longestQuery = 80

// ShowHome answers GET /: all products, those that match q, or those of one group.
func (p *Pages) ShowHome(c *fiber.Ctx) error {
	q := page.From(c)
	v := homeView{query: page.Clip(c.Query("q"), longestQuery), cleared: c.Query("leeg") != ""}
	var all []catalogue.Product
	var families []Group
	err := p.read(func(r ledger.Reader) (err error) {
		if all, err = catalogue.Products(r); err != nil {
			return err
		}
		all = p.forVisitors(all)
		m, err := catalogue.MunicipalityOf(r)
		if err != nil {
			return err
		}
		families = GroupsOf(m, q.Words)
		offices, err := catalogue.Offices(r)
		v.stops = slices.DeleteFunc(slices.Clone(offices), func(o catalogue.Office) bool { return o.Kind != catalogue.Stop })
		return err
	})
	if err != nil {
		return err
	}
	v.arrange(all, families, c.Query("groep"))
	v.urgent = slices.ContainsFunc(all, func(p catalogue.Product) bool { return p.Urgent != catalogue.NotUrgent })
	v.count = len(all)
	switch tag := q.Words.Tag(); {
	case v.query != "" && c.Query("precies") != "":
		v.found = catalogue.LookAsTyped(all, v.query, tag)
	case v.query != "":
		v.found = catalogue.Look(all, v.query, tag)
	case c.Query("alles") != "":
		v.all = slices.SortedFunc(slices.Values(all), func(a, b catalogue.Product) int {
			return strings.Compare(strings.ToLower(a.Text(tag).Name), strings.ToLower(b.Text(tag).Name))
		})
	}
	if v.query != "" {
		return page.Render(c, fiber.StatusOK, foundPage(q, v))
	}
	return page.Render(c, fiber.StatusOK, homePage(q, v))
}

func (v *homeView) arrange(all []catalogue.Product, families []Group, group string) {
	for _, f := range families {
		g := groupView{id: f.ID, icon: f.Icon, name: f.Name}
		g.products = slices.DeleteFunc(slices.Clone(all), func(p catalogue.Product) bool { return p.Group != g.id })
		if len(g.products) == 0 {
			continue
		}
		slices.SortStableFunc(g.products, func(a, b catalogue.Product) int { return cmp.Compare(a.Rank(), b.Rank()) })
		v.groups = append(v.groups, g)
		if g.id == group {
			v.group = &g
		}
	}
	v.popular = slices.DeleteFunc(slices.Clone(all), func(p catalogue.Product) bool { return p.Popular == 0 })
	slices.SortFunc(v.popular, func(a, b catalogue.Product) int { return cmp.Compare(a.Popular, b.Popular) })
}

// mostNames is how many products of a family the home page names.
const mostNames = 4

// names says what a family holds, in a few short names.
func (g groupView) names(w lang.Words) (names []string) {
	for _, p := range g.products[:min(len(g.products), mostNames)] {
		names = append(names, p.Text(w.Tag()).Short)
	}
	if len(g.products) > mostNames {
		names = append(names, w.T("list.more"))
	}
	return names
}

// title states what was found, and for which words.
func (v homeView) title(w lang.Words) string {
	sought := cmp.Or(v.found.Changed, v.query)
	if len(v.found.Products) == 0 {
		return w.T("home.none", "query", v.query)
	}
	if n := len(v.found.Products); n > 1 {
		return w.T("home.found.many", "n", n, "query", sought)
	}
	return w.T("home.found.one", "query", sought)
}

// first are the hits that fit best, others the rest: one in a frame only where it is clearly ahead.
func (v homeView) first() (first, others []catalogue.Product) {
	if v.found.Clear && len(v.found.Products) > 1 {
		return v.found.Products[:1], v.found.Products[1:]
	}
	return nil, v.found.Products
}

func searchFor(words string, more string) string {
	return "/?q=" + url.QueryEscape(words) + more + "#gevonden"
}
