package setup

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TownSetup is what belongs to the municipality as a whole.
type TownSetup struct {
	Named   *catalogue.Named    `json:"named,omitempty"`
	Legal   *catalogue.Legal    `json:"legal,omitempty"`
	Texts   []catalogue.Wording `json:"own_texts,omitempty"` // in the place of ours
	Style   *catalogue.Style    `json:"style,omitempty"`
	Logo    *catalogue.Logo     `json:"logo,omitempty"`
	Bus     *catalogue.Bus      `json:"bus,omitempty"`
	Notices []catalogue.Notice  `json:"notices,omitempty"`
	Pause   *catalogue.Pause    `json:"pause,omitempty"`
	Groups  []catalogue.Group   `json:"groups,omitempty"`
	Skills  []catalogue.Skill   `json:"skills,omitempty"`
}

// add puts another part beside this one; what comes later counts.
func (t *TownSetup) add(o TownSetup) {
	t.Texts, t.Notices = append(t.Texts, o.Texts...), append(t.Notices, o.Notices...)
	t.Groups, t.Skills = append(t.Groups, o.Groups...), append(t.Skills, o.Skills...)
	later(&t.Named, o.Named)
	later(&t.Legal, o.Legal)
	later(&t.Style, o.Style)
	later(&t.Logo, o.Logo)
	later(&t.Bus, o.Bus)
	later(&t.Pause, o.Pause)
}

func later[T any](to **T, one *T) {
	if one != nil {
		*to = one
	}
}

// townRecord is one record of a municipality as it is planned and checked.
type townRecord struct {
	at   string // in the document
	ref  catalogue.Ref
	part interface{ Faults() []error }
}

// records are all of them, in the order of the document.
func (t TownSetup) records() (all []townRecord) {
	add := func(there bool, at string, ref catalogue.Ref, part func() interface{ Faults() []error }) {
		if there {
			all = append(all, townRecord{at, ref, part()})
		}
	}
	type part = interface{ Faults() []error }
	add(t.Named != nil, "named", catalogue.NamedRef, func() part { return *t.Named })
	add(t.Legal != nil, "legal", catalogue.LegalRef, func() part { return *t.Legal })
	add(t.Style != nil, "style", catalogue.StyleRef, func() part { return *t.Style })
	add(t.Logo != nil, "logo", catalogue.LogoRef, func() part { return *t.Logo })
	add(t.Bus != nil, "bus", catalogue.BusRef, func() part { return *t.Bus })
	add(t.Pause != nil, "pause", catalogue.PauseRef, func() part { return *t.Pause })
	for i, w := range t.Texts {
		add(true, at("own_texts", i), catalogue.TextRef(w.Key), func() part { return w })
	}
	for i, n := range t.Notices {
		add(true, at("notices", i), catalogue.NoticeRef(n.ID), func() part { return n })
	}
	for i, g := range t.Groups {
		add(true, at("groups", i), catalogue.GroupRef(g.ID), func() part { return g })
	}
	for i, s := range t.Skills {
		add(true, at("skills", i), catalogue.SkillRef(s.ID), func() part { return s })
	}
	return all
}

func (t TownSetup) count() int { return len(t.records()) }

// readTown is all of it as it stands.
func readTown(r ledger.Reader) (t TownSetup, err error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return t, err
	}
	t = TownSetup{Texts: m.Texts, Legal: m.Legal, Style: m.Style, Logo: m.Logo, Bus: m.Bus, Notices: m.Notices, Pause: m.Pause, Groups: m.Groups, Skills: m.Skills}
	if m.Named.Name != "" {
		t.Named = &m.Named
	}
	return t, nil
}

// draftTown plans it.
func (t TownSetup) draftTown(draft *catalogue.Draft) error {
	for _, one := range t.records() {
		if err := draft.PutTown(one.ref, one.part); err != nil {
			return Said(err)
		}
	}
	return nil
}

// endOthers plans that everything ends that the municipality set up and a document does not have: products, offices
// and what is of the whole. What the bus needs stays.
func (d Document) endOthers(r ledger.Reader, draft *catalogue.Draft) error {
	named := map[catalogue.Ref]bool{}
	for _, part := range append([]Planned{{0, d.Products, d.Offices}}, d.Planned...) {
		for _, p := range part.Products {
			named[catalogue.Ref{Kind: catalogue.KindProduct, ID: string(p.ID)}] = true
		}
		for _, o := range part.Offices {
			named[catalogue.Ref{Kind: catalogue.KindOffice, ID: string(o.ID)}] = true
		}
	}
	for _, one := range d.records() {
		named[one.ref] = true
	}
	stands, err := Export(r)
	if err != nil {
		return err
	}
	for _, p := range stands.Products {
		if ref := (catalogue.Ref{Kind: catalogue.KindProduct, ID: string(p.ID)}); !named[ref] {
			err = firstOf(err, draft.Withdraw(ref, 0))
		}
	}
	for _, o := range stands.Offices {
		if ref := (catalogue.Ref{Kind: catalogue.KindOffice, ID: string(o.ID)}); !named[ref] {
			err = firstOf(err, draft.Withdraw(ref, 0))
		}
	}
	for _, one := range stands.records() {
		if !named[one.ref] {
			err = firstOf(err, draft.EndTown(one.ref))
		}
	}
	return err
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
