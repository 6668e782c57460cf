package setup

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
)

// staffed is a house with a functional manager, who sets up, and a lead of roles, who says what roles are.
func staffed(t *testing.T) (l *ledger.Ledger, setsUp, rules account.User) {
	t.Helper()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	l = house(t, &now)
	err := l.Update(t.Context(), "cli", func(tx *ledger.Tx) error {
		d, err := account.PutRole(tx, account.Operator, account.Definition{Name: "Rollenbeheer", Rights: []route.Right{route.ManageRoles, route.ManagePeople}}, nil)
		if err != nil {
			return err
		}
		if setsUp, err = account.AddUser(tx, account.Operator, account.NewUser{Login: "inrichter", Name: "Yara", Roles: []account.Role{account.Functional}}); err != nil {
			return err
		}
		if rules, err = account.AddUser(tx, account.Operator, account.NewUser{Login: "rollen", Name: "Wim", Roles: []account.Role{d.ID}}); err != nil {
			return err
		}
		for _, u := range []account.User{setsUp, rules} {
			code, err := account.Invite(tx, account.Operator, u.ID)
			if err == nil {
				_, err = account.SetUp(tx, code, "hash")
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return l, setsUp, rules
}

// brings imports roles by somebody.
func brings(t *testing.T, l *ledger.Ledger, by ledger.Actor, roles ...account.Definition) error {
	t.Helper()
	var p Plan
	if err := l.View(func(r ledger.Reader) (err error) { p, err = PlanOf(r, Document{Roles: roles}, true); return err }); err != nil {
		return err
	}
	return p.Apply(t.Context(), l, by)
}

func (d Document) role(id account.Role) account.Definition {
	i := slices.IndexFunc(d.Roles, func(o account.Definition) bool { return o.ID == id })
	if i < 0 {
		return account.Definition{}
	}
	return d.Roles[i]
}

// TestAnImportOfRolesGivesNobodyMoreThanTheScreenDoes tries every right that a role can have, on one's own role and on a
// new one, by who may not say what roles are, and on one's own role by who may.
func TestAnImportOfRolesGivesNobodyMoreThanTheScreenDoes(t *testing.T) {
	l, setsUp, rules := staffed(t)
	before := said(exported(t, l))
	fresh := account.Role(strings.Repeat("A", ledger.IDLength))
	var own account.Definition
	for _, d := range exported(t, l).Roles {
		own = d
	}
	for _, right := range route.Grantable() {
		for _, id := range []account.Role{account.Functional, account.Counter, fresh} {
			err := brings(t, l, ledger.Staff(string(setsUp.ID)), account.Definition{ID: id, Name: "Nieuw", Rights: []route.Right{right}})
			if err == nil && said(exported(t, l)) != before {
				t.Errorf("who may not say what roles are brought %s to %s", right, id)
			}
		}
		if slices.Contains(own.Rights, right) {
			continue
		}
		more := own
		more.Rights = append(slices.Clone(own.Rights), right)
		if err := brings(t, l, ledger.Staff(string(rules.ID)), more); !errors.Is(err, account.ErrNotHeld) && !errors.Is(err, account.ErrApart) {
			t.Errorf("who rules roles brought themselves %s: %v", right, err)
		}
	}
	for _, by := range []ledger.Actor{"system", "resident", "partner X", ""} {
		if err := brings(t, l, by, account.Definition{ID: fresh, Name: "Nieuw", Rights: []route.Right{route.ServeAtDesk}}); !errors.Is(err, account.ErrNotYours) {
			t.Errorf("%q brings a role: %v", by, err)
		}
	}
	if after := said(exported(t, l)); after != before {
		t.Errorf("refused, and yet it is\n%s\nand was\n%s", after, before)
	}
}

// TestRolesOfAFileKeepTheirIDAndWhatIsProtected: who may brings one under its id; the last who may say what roles are stays.
func TestRolesOfAFileKeepTheirIDAndWhatIsProtected(t *testing.T) {
	l, _, rules := staffed(t)
	fresh := account.Definition{ID: account.Role(strings.Repeat("B", ledger.IDLength)), Name: "Loket", Rights: []route.Right{route.ServeAtDesk}}
	for range 2 {
		if err := brings(t, l, ledger.Staff(string(rules.ID)), fresh); err != nil {
			t.Fatal(err)
		}
	}
	if got := exported(t, l).role(fresh.ID); got.Name != "Loket" {
		t.Errorf("exported %+v", exported(t, l).Roles)
	}
	var own account.Definition
	for _, d := range exported(t, l).Roles {
		if d.Name == "Rollenbeheer" {
			own = d
		}
	}
	own.Rights = []route.Right{route.ServeAtDesk}
	if err := brings(t, l, "cli", own); err == nil {
		t.Error("an import left nobody who may say what roles are")
	}
	if err := brings(t, l, "cli"); err != nil || exported(t, l).role(fresh.ID).Name == "" {
		t.Errorf("a whole without roles ended one: %v", err)
	}
	text, _ := json.Marshal(Document{Roles: []account.Definition{{ID: "baas", Rights: []route.Right{"alles"}}}})
	all, err := Read([]File{{"rollen.json", text}})
	if err == nil {
		err = l.View(all.Check)
	}
	if err == nil || !strings.Contains(err.Error(), "which no role can have") || !strings.Contains(err.Error(), "is neither") {
		t.Errorf("a role that cannot be: %v", err)
	}
}
