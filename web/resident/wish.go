package resident

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
)

// WishOf reads what somebody comes for from pairs such as p=paspoort.3, in the address or the
// form. Empty ones are products that were not chosen; another shape is ErrUnknownProduct.
func WishOf(values []string) (catalogue.Wish, error) {
	var w catalogue.Wish
	for _, v := range values {
		if v == "" {
			continue
		}
		id, persons, _ := strings.Cut(v, ".")
		n, err := strconv.Atoi(persons)
		if err != nil || len(v) > 80 {
			return nil, catalogue.ErrUnknownProduct
		}
		if len(w) == catalogue.MaxLines {
			return nil, catalogue.ErrTooMuch
		}
		w = append(w, catalogue.Line{Product: catalogue.ProductID(id), Persons: n})
	}
	return w, nil
}

// Pairs are a wish as WishOf reads it.
func Pairs(w catalogue.Wish) []string {
	values := make([]string, len(w))
	for i, l := range w {
		values[i] = string(l.Product) + "." + strconv.Itoa(l.Persons)
	}
	return values
}

// QueryOf is a wish as a query of its own.
func QueryOf(w catalogue.Wish) string { return query(w) }

// query is a wish and more as a query: "?p=paspoort.3&locatie=gendringen". Of a name that stands
// there twice the last counts.
func query(w catalogue.Wish, more ...string) string {
	var b strings.Builder
	add := func(name, value string) {
		b.WriteByte("?&"[min(b.Len(), 1)])
		b.WriteString(name + "=" + url.QueryEscape(value))
	}
	for _, p := range Pairs(w) {
		add("p", p)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" && !given(more[i+2:], more[i]) {
			add(more[i], more[i+1])
		}
	}
	return b.String()
}

// given reports whether a name stands among pairs of name and value, with a value.
func given(more []string, name string) bool {
	for i := 0; i+1 < len(more); i += 2 {
		if more[i] == name && more[i+1] != "" {
			return true
		}
	}
	return false
}

// QueryAll returns every value of a name in the address.
func QueryAll(c *fiber.Ctx, name string) (values []string) {
	for _, v := range c.Context().QueryArgs().PeekMulti(name) {
		values = append(values, string(v))
	}
	return values
}

// Lines says a wish: "Paspoort, 3 personen", a line for each product.
func Lines(r ledger.Reader, w lang.Words, wish catalogue.Wish) ([]string, error) {
	var said []string
	for _, l := range wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return nil, err
		}
		said = append(said, w.T("wish.line", "product", p.Text(w.Tag()).Name, "persons", w.Persons(l.Persons)))
	}
	return said, nil
}
