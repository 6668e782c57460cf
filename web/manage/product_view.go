package manage

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/web/lang"
	"balie/web/page"
)

// languages are those of texts, and feePrefixes begin the names of the fields of fees.
var (
	languages    = catalogue.Languages
	feePrefixes  = []string{"bedrag", "spoedbedrag"}
	productParts = []string{"tekst", "vragen", "tijd", "kosten", "manieren", "wie"}
)

// fault says what is wrong with a field, "" for nothing.
func (v productView) fault(name string) string {
	if key := v.faults[name]; key != "" {
		return v.Q.T("config.product.fault." + key)
	}
	return ""
}

// faultList are the faults in the order of the form.
func (v productView) faultList() (all []page.Fault) {
	for _, name := range sorted(v.faults, productOrder()) {
		all = append(all, page.Fault{Field: name, Text: v.fault(name)})
	}
	return all
}

// productOrder are the fields in the order of the form.
func productOrder() (names []string) {
	for _, language := range languages {
		for _, f := range productTexts {
			names = append(names, f.name+"-"+language)
		}
	}
	for i := range catalogue.MostAges {
		for _, part := range append([]string{"van", "tot"}, languages...) {
			names = append(names, ageField(i, part))
		}
	}
	for i := range catalogue.MostQuestions {
		for _, language := range languages {
			names = append(names, askField(i, language), askField(i, "keuzes-"+language))
		}
	}
	for _, f := range productNumbers {
		names = append(names, f.name)
	}
	return names
}

func (v productView) groupName() string {
	for _, g := range v.groupsOf {
		if g.ID == v.product.Group {
			return g.Name
		}
	}
	return v.Q.T("config.product.nogroup")
}

func (v productView) helpFor(f textField, language string) string {
	if f.many != nil && language == "nl" {
		return v.Q.T("config.product.text.lines")
	}
	if key := "config.product.text." + f.name + ".help"; language == "nl" && v.Q.Words.Has(key) {
		return v.Q.T(key)
	}
	return ""
}

// options are choices with their words under "config.product." and a kind.
func (v productView) options(kind string, values ...string) (all []page.Option) {
	for _, value := range values {
		key := value
		if key == "" {
			key = "none"
		}
		all = append(all, page.Option{Value: value, Text: v.Q.T("config.product." + kind + "." + key)})
	}
	return all
}

func (v productView) urgentOptions() []page.Option {
	values := []string{string(catalogue.NotUrgent)}
	for _, reason := range catalogue.UrgentReasons {
		values = append(values, string(reason))
	}
	return v.options("urgent", values...)
}

func (v productView) nextOptions() []page.Option {
	all := []page.Option{{Text: v.Q.T("config.product.next.none")}}
	known := v.typed["daarna"] == ""
	for _, p := range v.others {
		all = append(all, page.Option{Value: string(p.ID), Text: p.Text(v.Q.Words.Tag()).Name})
		known = known || string(p.ID) == v.typed["daarna"]
	}
	if !known {
		all = append(all, page.Option{Value: v.typed["daarna"], Text: v.typed["daarna"]})
	}
	return all
}

func (v productView) groupOptions() (all []page.Option) {
	known := false
	for _, g := range v.groupsOf {
		all = append(all, page.Option{Value: g.ID, Text: g.Name})
		known = known || g.ID == v.typed["groep"]
	}
	if !known {
		all = append(all, page.Option{Value: v.typed["groep"], Text: v.Q.T("config.product.nogroup")})
	}
	return all
}

// withdrawn reports whether the product is offered no more.
func (v productView) withdrawn() bool {
	now, begun := v.past.On(v.today)
	return begun && now.Ends
}

// historyLine is one version: what it is, when it was made, and the number to put it back by, 0 for none.
type historyLine struct {
	what, made string
	back       int
}

// history is every version, the one that was made last first.
func (v productView) history() (all []historyLine) {
	now, _ := v.past.On(v.today)
	for _, one := range v.past.Versions {
		h := historyLine{what: v.Q.T("config.product.version.always"), back: one.Product.Version()}
		if one.From > 0 {
			h.what = v.Q.T("config.product.version", "day", v.Q.Words.Date(one.From))
		}
		h.made = v.Q.T("config.product.version.made", "at", v.Q.Words.Instant(one.Made, v.Zone())) + ", " + v.who[one.By]
		if one.Ends {
			h.what, h.back = v.Q.T("config.product.version.ends", "day", v.Q.Words.Date(one.From)), 0
		}
		if one.Product.Version() == now.Product.Version() {
			h.made, h.back = v.Q.T("config.product.version.now")+", "+h.made, 0
		}
		all = append(all, h)
	}
	slices.Reverse(all)
	return all
}

// sentence says in one line how many appointments a withdrawal touches.
func (v withdrawalView) sentence() string {
	return v.Q.Words.N("config.product.withdraw.touches", len(v.plan.Lines))
}

// EffectsOf say what is done for whom, and for how many at once.
func EffectsOf(w lang.Words, plan change.Plan, soon int) (all []string) {
	for _, how := range []change.How{change.Move, change.Propose, change.Call} {
		if n := plan.Count(how); n > 0 {
			key := "config.product.withdraw." + string(how)
			all = append(all, w.N(key, n))
		}
	}
	if soon > 0 {
		all = append(all, w.N("config.product.withdraw.soon", soon))
	}
	return all
}

// confirm says what the button does.
func (v withdrawalView) confirm() string {
	return v.Q.Words.N("config.product.withdraw.go", len(v.plan.Lines))
}
