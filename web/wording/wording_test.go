package wording

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/web/lang"
)

// TestEveryTextHasAModelThatItsOwnCheckTakes walks the table: each text is ours in every language, stands in one
// group, and its model passes the check that own words must pass.
func TestEveryTextHasAModelThatItsOwnCheckTakes(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range texts {
		if seen[text.Key] {
			t.Errorf("%s stands there twice", text.Key)
		}
		seen[text.Key] = true
		for _, tag := range lang.Tags {
			model := lang.In(tag).Whole(text.Key)
			if faults := text.Check(model); model == "" || len(faults) > 0 {
				t.Errorf("the model of %s in %s is %q: %v", text.Key, tag, model, faults)
			}
		}
	}
	for key := range more {
		if !seen[key] {
			t.Errorf("%s has more places, and is no text", key)
		}
	}
	for _, key := range keys[SMS] {
		if t1, _ := Of(key); slices.Contains(t1.May, "product") {
			t.Errorf("%s, of a text message, can name a product", key)
		}
	}
}

func TestWhatCannotStandInATextIsNamed(t *testing.T) {
	code, _ := Of("mail.code")
	statement, _ := Of("privacy.what.text")
	for _, c := range []struct {
		text Text
		said string
		want []Fault
	}{
		{code, "Uw code is {code}", nil}, {code, "{code} bij {office} in {house}", nil},
		{code, "Uw code", []Fault{{FaultMissing, "{code}"}}}, {code, "{code} voor {name}", []Fault{{FaultPlace, "{name}"}}},
		{code, "{code} {product}", []Fault{{FaultPlace, "{product}"}}}, {code, "{code} {Naam}", []Fault{{FaultBroken, "{Naam}"}}},
		{code, "{code} { code }", []Fault{{FaultBroken, "{ code }"}}}, {code, "Code {code", []Fault{{FaultBroken, "{code"}, {FaultMissing, "{code}"}}},
		{code, "{{code}}", []Fault{{FaultBroken, "{\x00\x00\x00\x00\x00\x00}"}}}, {code, "{code}\n\nDag", []Fault{{Kind: FaultLines}}},
		{code, "{code}" + strings.Repeat("x", 400), []Fault{{FaultLong, "400"}}}, {statement, "Veel.\n\nEn meer.", nil},
	} {
		got := c.text.Check(c.said)
		if len(c.want) == 1 && strings.Contains(c.want[0].At, "\x00") {
			if len(got) != 1 || got[0].Kind != FaultBroken {
				t.Errorf("%q: %v", c.said, got)
			}
			continue
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.said, got, c.want)
		}
	}
	if f := Faults(catalogue.Wording{Key: "refusal.internal", Texts: map[string]string{"nl": "x"}}); len(f[""]) != 1 {
		t.Errorf("a text that is not to be changed passes: %v", f)
	}
}

// TestOwnWordsStandInThePlaceOfOursAtOnceAndGoAgain puts some, a dialect, and one that does not fit any more.
func TestOwnWordsStandInThePlaceOfOursAtOnceAndGoAgain(t *testing.T) {
	l := ledgertest.Open(t, func() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) }, ledger.Schema{Name: "catalogue", Prefixes: catalogue.Prefixes})
	said := func(tag, key string, pairs ...any) (text string) {
		t.Helper()
		err := l.View(func(r ledger.Reader) error {
			w, err := Words(r, tag, true)
			text = w.T(key, pairs...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if got := said("nl", "mail.code", "code", "X"); got != "Uw code: X" {
		t.Errorf("nothing of their own: %q", got)
	}
	put := func(ref catalogue.Ref, w catalogue.Wording) {
		t.Helper()
		if err := l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { _, err := catalogue.PutTown(tx, ref, w); return err }); err != nil {
			t.Fatal(err)
		}
	}
	put(catalogue.TextRef("mail.code"), catalogue.Wording{Key: "mail.code", Texts: map[string]string{"nl": "Neem mee: {code}", "de": "Kode"}})
	put(catalogue.TextRef("refusal.internal"), catalogue.Wording{Key: "refusal.internal", Texts: map[string]string{"nl": "Oeps"}})
	err := l.Update(t.Context(), "cli", func(tx *ledger.Tx) error {
		_, err := catalogue.PutTown(tx, catalogue.BusRef, catalogue.Bus{Name: "Wijkbus", Hello: "Hoi"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ tag, key, want string }{
		{"nl", "mail.code", "Neem mee: X"}, {"en", "mail.code", "Your code: X"}, {"de", "mail.code", lang.In("de").T("mail.code", "code", "X")},
		{"nl", "refusal.internal", lang.In("nl").T("refusal.internal")}, {"nl", "bus.back", "Terug naar de Wijkbus"}, {"de", "bus.hello", "Hoi"}, {"xx", "bus.hello", "Hoi"},
	} {
		if got := said(c.tag, c.key, "code", "X"); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.key, c.tag, got, c.want)
		}
	}
	err = l.Update(t.Context(), "cli", func(tx *ledger.Tx) error {
		_, err := catalogue.EndTown(tx, catalogue.TextRef("mail.code"))
		_, other := catalogue.EndTown(tx, catalogue.BusRef)
		return errors.Join(err, other)
	})
	if got := said("nl", "mail.code", "code", "X") + said("nl", "bus.hello"); err != nil || got != "Uw code: XMoi" {
		t.Errorf("back at the models: %q %v", got, err)
	}
}
