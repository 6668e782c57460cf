package account

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/ledger"
	"balie/web/route"
)

// put changes a role as somebody.
func (d *desk) put(by Authority, role Role, rights ...route.Right) error {
	d.t.Helper()
	return d.try(func(tx *ledger.Tx) error {
		now := Definition{ID: role}
		if role != "" {
			var err error
			if now, err = RoleByID(tx, role); err != nil {
				return err
			}
		}
		_, err := PutRole(tx, by, Definition{ID: role, Name: "Een rol " + string(role), Rights: rights}, now.Rights)
		return err
	})
}

// TestARoleIsAdaptedWithinBounds: nobody gives themselves a right, nobody takes the house's last way in away, and
// who reads the audit neither rules nor sets up.
func TestARoleIsAdaptedWithinBounds(t *testing.T) {
	d := newDesk(t)
	boss, lead := d.letIn("baas", Manager).authority(), d.letIn("leider", TeamLead).authority()
	d.letIn("controle", Auditor)
	manager := AsDelivered(Manager)
	for what, try := range map[string]struct {
		err, want error
	}{
		"a lead shapes a role":                   {d.put(lead, Counter, route.ServeAtDesk), ErrNotYours},
		"a manager gives the own role a desk":    {d.put(boss, Manager, append(slices.Clone(manager), route.ServeAtDesk)...), ErrNotHeld},
		"a manager gives the own role the audit": {d.put(boss, Manager, append(slices.Clone(manager), route.ReadAudit)...), ErrNotHeld},
		"the last manager gives managing away":   {d.put(boss, Manager, route.SetUp), ErrLastManager},
		"the auditor's role gets setting up":     {d.put(boss, Auditor, route.ReadAudit, route.SetUp), ErrApart},
		"a role that rules and reads the audit":  {d.put(boss, "", route.ReadAudit, route.ManagePeople), ErrApart},
		"a role without a right":                 {d.put(boss, Counter), ErrRights},
		"a right of devices":                     {d.put(boss, Counter, route.CheckIn), ErrRights},
		"a right that everybody has":             {d.put(boss, Counter, route.RaiseAlarm), ErrRights},
		"a role that is not there":               {d.put(boss, "koning", route.ServeAtDesk), ErrUnknownRole},
		"a role that came with Balie is deleted": {d.try(func(tx *ledger.Tx) error { return DeleteRole(tx, boss, Counter) }), ErrUnknownRole},
		"somebody gets auditing and managing at once": {d.try(func(tx *ledger.Tx) error {
			_, err := AddUser(tx, boss, NewUser{Login: "x-y", Name: "X Y", Roles: []Role{Manager, Auditor}})
			return err
		}), ErrApart},
		"the operator makes an own role": {d.put(Operator, "", route.ServeAtDesk), nil},
		"an adapted role":                {d.put(boss, Counter, route.ServeAtDesk), nil},
	} {
		if !errors.Is(try.err, try.want) {
			t.Errorf("%s: %v, want %v", what, try.err, try.want)
		}
	}
	if err := d.put(boss, "", route.ServeAtDesk); !errors.Is(err, ErrRoleName) {
		t.Errorf("a second role of one name: %v", err)
	}
	stale := d.try(func(tx *ledger.Tx) error {
		_, err := PutRole(tx, boss, Definition{ID: Counter, Rights: []route.Right{route.ServeAtDesk}}, AsDelivered(Counter))
		return err
	})
	if !errors.Is(stale, ErrRoleMoved) {
		t.Errorf("a change of what was seen before: %v", stale)
	}
}

// TestNobodyRisesByWhatTheyMayDo lets colleagues with drawn roles do whatever they may to accounts and roles, and
// finds that nobody comes to have what they did not have, that nobody both rules and audits, and that somebody who
// can let managers in is always left.
func TestNobodyRisesByWhatTheyMayDo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t)
		ids := []UserID{d.letIn("baas", Manager).ID, d.letIn("baas2", Manager).ID, d.letIn("leider", TeamLead).ID, d.letIn("anna", Counter).ID, d.letIn("controle", Auditor).ID, d.letIn("inrichter", Functional).ID}
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			who := rapid.SampledFrom(ids).Draw(r, "who")
			before := d.holds(who)
			by := Authority{User: who}
			role := rapid.SampledFrom(Roles).Draw(r, "role")
			whom := rapid.SampledFrom(ids).Draw(r, "whom")
			rights := rapid.SliceOfN(rapid.SampledFrom(route.Grantable()), 1, 6).Draw(r, "rights")
			_ = d.try(func(tx *ledger.Tx) (err error) {
				switch rapid.IntRange(0, 3).Draw(r, "what") {
				case 0:
					_, err = SetRoles(tx, by, whom, []Role{role}, nil)
				case 1:
					_, err = Block(tx, by, whom)
				case 2:
					_, err = Unblock(tx, by, whom)
				case 3:
					now, failed := RoleByID(tx, role)
					if failed != nil {
						return failed
					}
					_, err = PutRole(tx, by, Definition{ID: role, Rights: rights}, now.Rights)
				}
				return err
			})
			for right := range d.holds(who) {
				if !before.may(right) {
					r.Fatalf("%s came to have %s", who, right)
				}
			}
			d.wantManaged(r, ids)
		}
	})
}

func (d *desk) holds(id UserID) (g grants) {
	_ = d.l.View(func(r ledger.Reader) (err error) { g, err = Authority{User: id}.holds(r); return err })
	return g
}

func (d *desk) wantManaged(r *rapid.T, ids []UserID) {
	n := 0
	for _, id := range ids {
		g := d.holds(id)
		if g.everywhere(route.ManagePeople) && g.everywhere(route.ManageRoles) {
			n++
		}
		if g.mixes() {
			r.Fatalf("%s rules and audits", id)
		}
	}
	if n == 0 {
		r.Fatal("nobody is left who lets managers in")
	}
}

// TestARoleAtOneOfficeGivesNothingOfTheHouse: and nothing at another office.
func TestARoleAtOneOfficeGivesNothingOfTheHouse(t *testing.T) {
	g := grants{}
	for _, right := range AsDelivered(TeamLead) {
		g.add(right, []string{"hal"})
	}
	for _, right := range route.Grantable() {
		if g.everywhere(right) || g.mayAt(right, "elders") || g.may(right) && !right.OfOffice() || g.mayAt(right, "hal") != (right.OfOffice() && TeamLead.May(right)) {
			t.Errorf("%s is given as %+v", right, g[right])
		}
	}
}

// TestWhoLeftIsErasedButForTheID: the audit goes on naming it, and the login is free again.
func TestWhoLeftIsErasedButForTheID(t *testing.T) {
	d := newDesk(t)
	d.letIn("baas", Manager)
	anna := d.letIn("anna", Counter)
	erase := func(tx *ledger.Tx) error { return Erase(tx, Operator, anna.ID) }
	if err := d.try(erase); !errors.Is(err, ErrMove) {
		t.Errorf("erasing who can sign in: %v", err)
	}
	d.write(func(tx *ledger.Tx) error { _, err := Block(tx, Operator, anna.ID); return err })
	d.write(erase)
	err := d.l.View(func(r ledger.Reader) error {
		left, err := ByID(r, anna.ID)
		if left.Name != "" || left.Login != "" || len(left.Roles) != 0 || left.State != Erased {
			t.Errorf("left of the account is %+v", left)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func(*ledger.Tx) error{
		"let in again": func(tx *ledger.Tx) error { _, err := Unblock(tx, Operator, anna.ID); return err },
		"invited":      func(tx *ledger.Tx) error { _, err := Invite(tx, Operator, anna.ID); return err },
		"erased again": erase,
	} {
		if err := d.try(do); !errors.Is(err, ErrUnknown) {
			t.Errorf("who left is %s: %v", what, err)
		}
	}
	d.letIn("anna", Counter)
	if problems, err := d.l.Check(func(problem string) { t.Error(problem) }); err != nil {
		t.Error(problems, err)
	}
}
