package catalogue

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
)

// Fee is what a product costs from a day on, for whom or for what: "18 jaar of ouder". Another fee
// with the same Dutch words and a later day takes its place on that day.
type Fee struct {
	From  calendar.Date     `json:"from"`
	Cents int               `json:"cents"` // 0 is free of charge
	For   map[string]string `json:"for"`   // by language: "nl", "en", "de"
}

func (f Fee) invalid() bool {
	return f.From == 0 || f.Cents < 0 || f.Cents > 1_000_000 || f.For["nl"] == ""
}

// Text says for whom or for what the fee is, in Dutch where it has no words in the language.
func (f Fee) Text(language string) string { return cmp.Or(f.For[language], f.For["nl"]) }

// FeesOn are the fees that hold on a day, in the order of the product.
//
//	{from 2026-01-01, 8000, "volwassene"}, {from 2027-01-01, 8200, "volwassene"}: 8000 on 2026-12-31
func (p Product) FeesOn(day calendar.Date) []Fee { return feesOn(p.Fees, day) }

// SurchargesOn are what is paid besides, on a day, by who cannot wait.
func (p Product) SurchargesOn(day calendar.Date) []Fee { return feesOn(p.Surcharges, day) }

// NextFees is the first day after another on which a fee changes; ok is false where none does until a
// last day.
func (p Product) NextFees(day, until calendar.Date) (next calendar.Date, ok bool) {
	for _, f := range slices.Concat(p.Fees, p.Surcharges) {
		if f.From > day && f.From <= until && (!ok || f.From < next) {
			next, ok = f.From, true
		}
	}
	return next, ok
}

func feesOn(all []Fee, day calendar.Date) (held []Fee) {
	for _, f := range all {
		if f.From > day {
			continue
		}
		i := slices.IndexFunc(held, func(h Fee) bool { return h.For["nl"] == f.For["nl"] })
		if i < 0 {
			held = append(held, f)
		} else if held[i].From < f.From {
			held[i] = f
		}
	}
	return held
}
