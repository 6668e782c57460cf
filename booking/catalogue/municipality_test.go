package catalogue

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

func (tn *town) put(ref Ref, part townPart) (made int) {
	tn.t.Helper()
	tn.do(func(tx *ledger.Tx) (err error) { made, err = PutTown(tx, ref, part); return err })
	return made
}

func (tn *town) municipality() (m *Municipality) {
	tn.t.Helper()
	tn.read(func(r ledger.Reader) (err error) { m, err = MunicipalityOf(r); return err })
	return m
}

// TestWhatIsOfTheMunicipalityHoldsAtOnceAndIsTakenBack goes through its kinds: each is read as it was put, has a
// history, is taken back by its number and by no older one, and leaves the catalogue of products alone.
func TestWhatIsOfTheMunicipalityHoldsAtOnceAndIsTakenBack(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutProduct(tx, pas(10)) })
	day := calendar.DateOf(2026, 12, 1)
	for _, c := range []struct {
		ref           Ref
		first, second townPart
		is            func(*Municipality) any
	}{
		{TextRef("mail.code"), Wording{"mail.code", map[string]string{"nl": "Code {code}"}}, Wording{"mail.code", map[string]string{"nl": "Uw {code}", "de": "{code}"}}, func(m *Municipality) any { return one(m.Texts) }},
		{StyleRef, Style{"#00663d"}, Style{"#003366"}, func(m *Municipality) any { return pointed(m.Style) }},
		{LogoRef, Logo{"svg", "<svg/>"}, Logo{"png", "AAAA"}, func(m *Municipality) any { return pointed(m.Logo) }},
		{BusRef, Bus{Off: true}, Bus{Name: "Wijkbus"}, func(m *Municipality) any { return pointed(m.Bus) }},
		{NoticeRef("a"), Notice{ID: "a", Places: []string{OnHome}, Texts: map[string]string{"nl": "Dicht"}}, Notice{ID: "a", Places: []string{OnStaff}, Texts: map[string]string{"nl": "Open"}, Span: Span{Until: Moment{day, 200}}}, func(m *Municipality) any { return one(m.Notices) }},
		{PauseRef, Pause{Texts: map[string]string{"nl": "Storing"}}, Pause{Texts: map[string]string{"nl": "Storing"}, Staff: true}, func(m *Municipality) any { return pointed(m.Pause) }},
	} {
		before := tn.put(c.ref, c.first)
		made := tn.put(c.ref, c.second)
		if got := c.is(tn.municipality()); !reflect.DeepEqual(got, any(c.second)) {
			t.Errorf("%s reads %+v", c.ref, got)
		}
		if err := tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { return TakeBack(tx, Configuration, c.ref, before) }); !errors.Is(err, ErrMeanwhile) {
			t.Errorf("%s: an older version is taken back: %v", c.ref, err)
		}
		tn.do(func(tx *ledger.Tx) error { return TakeBack(tx, Configuration, c.ref, made) })
		if got := c.is(tn.municipality()); !reflect.DeepEqual(got, any(c.first)) {
			t.Errorf("%s, taken back, reads %+v", c.ref, got)
		}
		tn.do(func(tx *ledger.Tx) error { _, err := EndTown(tx, c.ref); return err })
		if got := c.is(tn.municipality()); got != nil {
			t.Errorf("%s, ended, reads %+v", c.ref, got)
		}
		tn.read(func(r ledger.Reader) error {
			all, err := History[map[string]any](r, c.ref)
			if len(all) != 4 || !all[0].Ends || all[0].By != "cli" {
				t.Errorf("the history of %s is %+v", c.ref, all)
			}
			products, failed := Products(r)
			if len(products) != 1 {
				t.Errorf("with %s there are %d products", c.ref, len(products))
			}
			return errors.Join(err, failed)
		})
	}
	tn.read(func(r ledger.Reader) error {
		c, err := Of(r)
		if later := c.Later(); len(later) > 0 {
			t.Errorf("texts begin on days of their own: %v", later)
		}
		return err
	})
}

func one[T any](all []T) any {
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

func pointed[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func TestWhatCannotBeOfAMunicipalityIsRefusedByItsField(t *testing.T) {
	day := calendar.DateOf(2026, 12, 1)
	for field, part := range map[string]townPart{
		"key": Wording{"Mail Code", map[string]string{"nl": "x"}}, "texts ": Wording{Key: "a.b"}, "texts.fr": Wording{"a.b", map[string]string{"fr": "x"}}, "texts.nl": Wording{"a.b", map[string]string{"nl": " x\r\n y "}},
		"texts.de": Wording{"a.b", map[string]string{"de": strings.Repeat("x", longestWording+1)}}, "colour": Style{"red"}, "type": Logo{"gif", "AAAA"}, "content": Logo{"png", "not base64"},
		"name": Bus{Name: strings.Repeat("x", 31)}, "hello": Bus{Hello: "{code}"}, "id": Notice{ID: "A b", Places: []string{OnHome}, Texts: map[string]string{"nl": "x"}},
		"places": Notice{ID: "a", Places: []string{"moon"}, Texts: map[string]string{"nl": "x"}}, "until": Pause{Texts: map[string]string{"nl": "x"}, Span: Span{Moment{day, 200}, Moment{day, 200}}},
	} {
		tn := newTown(t)
		err := tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { _, err := PutTown(tx, Ref{KindText, "", "x"}, part); return err })
		if !errors.Is(err, ErrSetup) || !strings.Contains(ledger.ArgsOf(err)["what"].(string), field) {
			t.Errorf("%+v is refused with %v, want %q in it", part, err, field)
		}
	}
}

// TestTextsOfAStageAreSeenWhenItIsActive: half an import of texts would be half a house.
func TestTextsOfAStageAreSeenWhenItIsActive(t *testing.T) {
	tn := newTown(t)
	tn.put(TextRef("a.b"), Wording{"a.b", map[string]string{"nl": "Oud"}})
	var stage Stage
	var changes []Change
	tn.read(func(r ledger.Reader) error {
		d := NewDraft(r, Configuration)
		err := errors.Join(d.PutTown(TextRef("a.b"), Wording{"a.b", map[string]string{"nl": "Nieuw"}}), d.PutTown(TextRef("a.c"), Wording{"a.c", map[string]string{"nl": "Ook"}}))
		changes = d.Changes()
		return err
	})
	tn.do(func(tx *ledger.Tx) (err error) { stage, err = BeginStage(tx); return err })
	tn.do(func(tx *ledger.Tx) error { return ApplyStaged(tx, changes, stage) })
	if m := tn.municipality(); m.Text("a.b", "nl") != "Oud" || len(m.Texts) != 1 {
		t.Errorf("seen too soon: %+v", m.Texts)
	}
	tn.do(func(tx *ledger.Tx) error { return Activate(tx, stage) })
	if m := tn.municipality(); m.Text("a.b", "nl") != "Nieuw" || len(m.Texts) != 2 {
		t.Errorf("not seen: %+v", m.Texts)
	}
}
