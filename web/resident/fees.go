package resident

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/paper"
)

// feeView is one line of what a product costs.
type feeView struct{ what, amount string }

func sayFees(w lang.Words, fees []catalogue.Fee) (views []feeView) {
	for _, f := range fees {
		views = append(views, feeView{f.Text(w.Tag()), w.Euros(f.Cents)})
	}
	return views
}

// Costs says what a wish costs on a day.
func Costs(r ledger.Reader, w lang.Words, wish catalogue.Wish, day calendar.Date) ([]string, error) {
	var products []catalogue.Product
	for _, l := range wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return nil, err
		}
		products = append(products, p)
	}
	return paper.Costs(w, products, day), nil
}

// say lists what the product costs today, what hurry costs besides, when it is ready, and when fees change.
func (v *productView) say(w lang.Words, today calendar.Date) {
	v.fees = sayFees(w, v.product.FeesOn(today))
	v.surcharges = sayFees(w, v.product.SurchargesOn(today))
	if v.product.ReadyDays > 0 {
		v.ready = w.N("product.ready", v.product.ReadyDays)
	}
	if v.product.UrgentDays > 0 {
		v.readySoon = w.N("product.ready.urgent", v.product.UrgentDays)
	}
	if next, ok := v.product.NextFees(today, today.AddDays(v.product.HorizonDays)); ok {
		v.next = w.T("product.fees.next", "day", w.Date(next))
		v.later = sayFees(w, v.product.FeesOn(next))
	}
}
