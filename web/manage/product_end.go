package manage

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

func productRef(id string) catalogue.Ref { return catalogue.Ref{Kind: catalogue.KindProduct, ID: id} }

// UndoProduct answers POST /medewerker/beheer/product/:id/ongedaan: what was saved last is as if it was not.
func (p *Pages) UndoProduct(c *fiber.Ctx) error {
	v := p.productView(c)
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.Undo(tx, []catalogue.Made{{Ref: productRef(v.id), Number: n}})
	})
	return p.afterProduct(v, err, "?gedaan=undone")
}

// RestoreProduct answers POST /medewerker/beheer/product/:id/terugzetten: it says again what it said in a version.
func (p *Pages) RestoreProduct(c *fiber.Ctx) error {
	v := p.productView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = typedProduct(v.product)
	n, _ := strconv.Atoi(v.Asked("versie"))
	i := slices.IndexFunc(v.past.Versions, func(one catalogue.ProductVersion) bool { return !one.Ends && one.Product.Version() == n })
	if i < 0 {
		return p.afterProduct(v, catalogue.ErrMeanwhile, "")
	}
	v.product = v.past.Versions[i].Product
	return p.putProduct(v, 0, "restored")
}

// afterProduct leads to the page of a product, or says on it why something was refused.
func (p *Pages) afterProduct(v productView, err error, to string) error {
	if err == nil {
		return v.Redirect(productPath + v.id + to)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = typedProduct(v.product)
	return p.showProduct(v)
}

// withdrawalView is what would happen if a product were offered no more.
type withdrawalView struct {
	productView
	from calendar.Date
	plan change.Plan
	soon int // whose message leaves at once
}

// ShowWithdrawal answers GET /medewerker/beheer/product/:id/intrekken?vanaf-weg=: nothing changes by it.
func (p *Pages) ShowWithdrawal(c *fiber.Ctx) error {
	v := withdrawalView{productView: p.productView(c)}
	if err := p.foresee(&v); err != nil {
		return p.withdrawalRefused(v, err)
	}
	v.title = v.Q.T("config.product.withdraw.title", "product", v.product.Text(v.Q.Words.Tag()).Name)
	return page.Render(c, v.Status(), withdrawalPage(v))
}

// errFrom: the day from which something is to hold cannot be.
var errFrom = ledger.Refuse(ledger.Invalid, "setup.from")

// foresee reads from when, and plans.
func (p *Pages) foresee(v *withdrawalView) error {
	return p.Ledger.View(func(r ledger.Reader) error {
		if err := v.read(r); err != nil {
			return err
		}
		var ok bool
		if v.from, ok = (typed{"vanaf": v.Asked("vanaf-weg")}).firstDay(v.today); !ok {
			return errFrom
		}
		d := catalogue.NewDraft(r, catalogue.Configuration)
		if err := d.Withdraw(productRef(v.id), v.from); err != nil {
			return err
		}
		for _, ref := range d.Left() {
			return catalogue.ErrOwned.With("what", ref.String())
		}
		var err error
		if v.plan, err = change.Foresee(r, d, "", booking.OtherChange); err != nil {
			return err
		}
		v.soon, err = v.plan.AtOnce(r)
		return err
	})
}

// withdrawalRefused says on the page of the product why it cannot be withdrawn.
func (p *Pages) withdrawalRefused(v withdrawalView, err error) error {
	if errors.Is(err, catalogue.ErrUnknownProduct) {
		return err
	}
	return p.afterProduct(v.productView, err, "")
}

// WithdrawProduct answers POST /medewerker/beheer/product/:id/intrekken. What touches nobody is done at once; else it
// is shown first, and done when what was shown is what is confirmed.
func (p *Pages) WithdrawProduct(c *fiber.Ctx) error {
	v := withdrawalView{productView: p.productView(c)}
	if err := p.foresee(&v); err != nil {
		return p.withdrawalRefused(v, err)
	}
	if len(v.plan.Lines) == 0 {
		made := 0
		err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
			made, err = apply(tx, v.plan.Changes)
			return err
		})
		return p.afterProduct(v.productView, err, "?gedaan=withdrawn&versie="+strconv.Itoa(made))
	}
	if v.Asked("gezien") != v.plan.Seen() {
		if v.Asked("gezien") != "" {
			c.Status(fiber.StatusConflict)
			v.notice = page.NoticeOf(v.Q.Words, change.ErrOther)
			v.title = v.Q.T("config.product.withdraw.title", "product", v.product.Text(v.Q.Words.Tag()).Name)
			return page.Render(c, v.Status(), withdrawalPage(v))
		}
		return v.Redirect(productPath + v.id + "/intrekken?vanaf-weg=" + v.Asked("vanaf-weg"))
	}
	ctx, cancel := route.Patience(c)
	defer cancel()
	made, err := change.Make(ctx, p.Ledger, v.S.Actor(), v.plan)
	return p.afterProduct(v.productView, err, "?gedaan=withdrawn&wijziging="+string(made.ID))
}

// withdraws reports whether a change is one that withdraws a product and nothing else.
func withdraws(c change.Change, id string) bool {
	return len(c.Changes) == 1 && c.Changes[0].Ref == productRef(id)
}

// TakeBackWithdrawal answers POST /medewerker/beheer/product/:id/terugdraaien, while nobody was told.
func (p *Pages) TakeBackWithdrawal(c *fiber.Ctx) error {
	v := p.productView(c)
	err := p.takeBack(v.frame, func(made change.Change) bool { return withdraws(made, v.id) })
	return p.afterProduct(v, err, "?gedaan=undone")
}

// DeleteProduct answers POST /medewerker/beheer/product/:id/verwijderen: only what nothing refers to.
func (p *Pages) DeleteProduct(c *fiber.Ctx) error {
	v := p.productView(c)
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		id := catalogue.ProductID(v.id)
		if _, err := catalogue.ProductPastOf(tx, id); err != nil {
			return err
		}
		var err error
		if v.uses, err = v.usesOfProduct(tx, id); err != nil {
			return err
		}
		if len(v.uses) > 0 {
			return catalogue.ErrInUse.With("what", v.Q.Words.List(usesWords(v.uses)))
		}
		return catalogue.Remove(tx, catalogue.Configuration, productRef(v.id))
	})
	if err == nil {
		return v.Redirect(productsPath + "?gedaan=deleted")
	}
	if errors.Is(err, catalogue.ErrUnknownProduct) {
		return err
	}
	return p.afterProduct(v, err, "")
}

// takeBack takes the change that a form names back, where it is one of the page's own. It refuses with
// change.ErrUnknown another.
func (p *Pages) takeBack(f frame, own func(change.Change) bool) error {
	var made change.Change
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		made, err = change.ByID(r, change.ID(f.Asked("wijziging")))
		return err
	})
	if err == nil && !own(made) {
		err = change.ErrUnknown
	}
	if err != nil {
		return err
	}
	ctx, cancel := route.Patience(f.C)
	defer cancel()
	_, err = change.TakeBack(ctx, p.Ledger, f.S.Actor(), made.ID)
	return err
}
