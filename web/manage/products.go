package manage

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const (
	productsPath = "/medewerker/beheer/producten"
	productPath  = "/medewerker/beheer/product/"
	newProduct   = "nieuw" // in the place of an id
)

func (p *Pages) productRoutes() []route.Route {
	look := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "GET", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: do}
	}
	change := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: do}
	}
	return []route.Route{
		look(productsPath, p.ShowProducts),
		look(productPath+":id", p.ShowProduct),
		change(productPath+":id", p.SaveProduct),
		change(productPath+":id/ongedaan", p.UndoProduct),
		change(productPath+":id/terugzetten", p.RestoreProduct),
		look(productPath+":id/intrekken", p.ShowWithdrawal),
		change(productPath+":id/intrekken", p.WithdrawProduct),
		change(productPath+":id/terugdraaien", p.TakeBackWithdrawal),
		change(productPath+":id/verwijderen", p.DeleteProduct),
	}
}

// productsView is the list of what residents can come for.
type productsView struct {
	frame
	notice *page.Notice
	groups []productGroup
}

// ShowProducts answers GET /medewerker/beheer/producten.
func (p *Pages) ShowProducts(c *fiber.Ctx) error {
	v := productsView{frame: frame{Request: staff.From(c), here: "products"}}
	v.title = v.Q.T("config.products")
	v.notice = v.Done("config.product.done.", "deleted")
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		v.groups, err = readProducts(r, v.Q)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, v.Status(), productsPage(v))
}
