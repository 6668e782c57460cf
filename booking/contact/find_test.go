package contact

import (
	"context"
	"slices"
	"testing"

	"balie/booking/ledger"
)

func find(t *testing.T, l *ledger.Ledger, v *Vault, kind Trait, typed string) (found []string) {
	t.Helper()
	err := l.View(func(r ledger.Reader) (err error) { found, err = Find(r, v, kind, typed, 5); return err })
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func check(t *testing.T, l *ledger.Ledger) {
	t.Helper()
	if _, err := l.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
		t.Fatal(err)
	}
}

func TestAContactIsFoundExactlyAndUntilItIsForgotten(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	caller := Details{Name: "Jan", Phone: "+31 (0)315-29 22 92", Email: "Jan@voorbeeld.nl", Channel: ByPhone}
	if err := keep(t, l, v, "A1", caller); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{"0315 292292", "0031315292292", "+31315292292"} {
		if got := find(t, l, v, OfPhone, typed); !slices.Equal(got, []string{"A1"}) {
			t.Errorf("%s finds %v", typed, got)
		}
	}
	for kind, typed := range map[Trait]string{OfPhone: "0315 292293", OfEmail: "jan@voorbeeld", "": "0315 292292"} {
		if got := find(t, l, v, kind, typed); len(got) > 0 {
			t.Errorf("%s %q finds %v", kind, typed, got)
		}
	}
	if got := find(t, l, v, OfPhone, "292"); len(got) > 0 {
		t.Errorf("a piece of a number finds %v", got)
	}
	check(t, l)
	if err := Forget(context.Background(), l, v, nil, Appointment("A1")); err != nil {
		t.Fatal(err)
	}
	if got := find(t, l, v, OfEmail, "jan@voorbeeld.nl"); len(got) > 0 {
		t.Errorf("after forgetting, the address finds %v", got)
	}
	check(t, l)
}

func TestACorrectedContactIsFoundByTheNewNumberAndForgottenWithTheOldKeys(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	if err := keep(t, l, v, "A1", Details{Name: "Jan", Phone: "0315 111111", Channel: ByPhone}); err != nil {
		t.Fatal(err)
	}
	if err := correct(l, v, "A1", Details{Name: "Jan", Phone: "0315 222222", Channel: ByPhone}); err != nil {
		t.Fatal(err)
	}
	if old, new := find(t, l, v, OfPhone, "0315111111"), find(t, l, v, OfPhone, "0315222222"); len(old) > 0 || len(new) != 1 {
		t.Errorf("the old number finds %v, the new one %v", old, new)
	}
	check(t, l)
	if err := Forget(context.Background(), l, v, nil, Appointment("A1")); err != nil {
		t.Fatal(err)
	}
	for slot := range uint64(2) {
		if _, err := v.key(slot); err != ErrForgotten {
			t.Errorf("the key in slot %d still opens: %v", slot, err)
		}
	}
	check(t, l)
}
