package account

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/ledger"
)

func TestAccountsAreRefusedForWhatTheyAre(t *testing.T) {
	d := newDesk(t)
	d.letIn("anna", Counter)
	lead := d.letIn("leider", TeamLead)
	for _, c := range []struct {
		by   Authority
		n    NewUser
		want error
	}{
		{Operator, NewUser{Login: "a", Name: "Anna", Roles: []Role{Counter}}, ErrLogin},
		{Operator, NewUser{Login: "Anna Bakker", Name: "Anna", Roles: []Role{Counter}}, ErrLogin},
		{Operator, NewUser{Login: strings.Repeat("a", 65), Name: "Anna", Roles: []Role{Counter}}, ErrLogin},
		{Operator, NewUser{Login: " ANNA ", Name: "Anna", Roles: []Role{Counter}}, ErrLoginTaken},
		{Operator, NewUser{Login: "bram", Name: "B", Roles: []Role{Counter}}, ErrName},
		{Operator, NewUser{Login: "bram", Name: strings.Repeat("b", 61), Roles: []Role{Counter}}, ErrName},
		{Operator, NewUser{Login: "bram", Name: "Br\x00am", Roles: []Role{Counter}}, ErrName},
		{Operator, NewUser{Login: "bram", Name: "Bram", Roles: nil}, ErrRoles},
		{Operator, NewUser{Login: "bram", Name: "Bram", Roles: []Role{"koning"}}, ErrRoles},
		{lead.authority(), NewUser{Login: "bram", Name: "Bram", Roles: []Role{Manager}}, ErrNotYours},
		{lead.authority(), NewUser{Login: "bram", Name: "Bram", Roles: []Role{Counter, TeamLead}}, ErrNotYours},
		{Authority{Roles: []Role{Counter}}, NewUser{Login: "bram", Name: "Bram", Roles: []Role{Counter}}, ErrNotYours},
	} {
		if err := d.try(func(tx *ledger.Tx) error { _, err := AddUser(tx, c.by, c.n); return err }); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.n, err, c.want)
		}
	}
}

func TestOthersAreChangedByWhoCouldHaveLetThemIn(t *testing.T) {
	d := newDesk(t)
	boss, lead, anna := d.letIn("baas", Manager), d.letIn("leider", TeamLead), d.letIn("anna", Counter)
	for what, try := range map[string]struct {
		do   func(tx *ledger.Tx) error
		want error
	}{
		"a lead makes a manager": {func(tx *ledger.Tx) error {
			_, err := SetRoles(tx, lead.authority(), anna.ID, []Role{Manager}, nil)
			return err
		}, ErrNotYours},
		"a lead changes a manager": {func(tx *ledger.Tx) error {
			_, err := SetRoles(tx, lead.authority(), boss.ID, []Role{Counter}, nil)
			return err
		}, ErrNotYours},
		"a lead blocks a manager":  {func(tx *ledger.Tx) error { _, err := Block(tx, lead.authority(), boss.ID); return err }, ErrNotYours},
		"a lead invites a manager": {func(tx *ledger.Tx) error { _, err := Invite(tx, lead.authority(), boss.ID); return err }, ErrNotYours},
		"a lead changes their own roles": {func(tx *ledger.Tx) error {
			_, err := SetRoles(tx, lead.authority(), lead.ID, []Role{Manager}, nil)
			return err
		}, ErrOwn},
		"a manager blocks themselves":  {func(tx *ledger.Tx) error { _, err := Block(tx, boss.authority(), boss.ID); return err }, ErrOwn},
		"the last manager is blocked":  {func(tx *ledger.Tx) error { _, err := Block(tx, Operator, boss.ID); return err }, ErrLastManager},
		"the last manager is another":  {func(tx *ledger.Tx) error { _, err := SetRoles(tx, Operator, boss.ID, []Role{Counter}, nil); return err }, ErrLastManager},
		"who is not blocked is let in": {func(tx *ledger.Tx) error { _, err := Unblock(tx, Operator, anna.ID); return err }, ErrMove},
		"nobody is blocked":            {func(tx *ledger.Tx) error { _, err := Block(tx, Operator, "X"); return err }, ErrUnknown},
		"no role is left":              {func(tx *ledger.Tx) error { _, err := SetRoles(tx, Operator, anna.ID, nil, nil); return err }, ErrRoles},
		"a passphrase of nobody":       {func(tx *ledger.Tx) error { return SetPassphrase(tx, "X", "hash", "") }, ErrUnknown},
	} {
		if err := d.try(try.do); !errors.Is(err, try.want) {
			t.Errorf("%s: %v, want %v", what, err, try.want)
		}
	}
	d.write(func(tx *ledger.Tx) error {
		_, err := SetRoles(tx, lead.authority(), anna.ID, []Role{Field, Reception}, nil)
		return err
	})
	if roles := d.user("anna").Roles; !slices.Equal(roles, []Role{Reception, Field}) {
		t.Errorf("roles %v", roles)
	}
}

func TestASetUpLinkOpensOnceUntilItIsOld(t *testing.T) {
	d := newDesk(t)
	var u User
	var code string
	invite := func() {
		d.write(func(tx *ledger.Tx) (err error) { code, err = Invite(tx, Operator, u.ID); return err })
	}
	setUp := func(code string) error {
		return d.try(func(tx *ledger.Tx) error { _, err := SetUp(tx, code, "$argon2id$of-a-test"); return err })
	}
	d.write(func(tx *ledger.Tx) (err error) {
		u, err = AddUser(tx, Operator, NewUser{Login: "anna", Name: "Anna", Roles: []Role{Counter}})
		return err
	})
	invite()
	first := code
	invite()
	if err := setUp(first); !errors.Is(err, ErrInvitation) {
		t.Errorf("a link that was replaced opens: %v", err)
	}
	d.now = d.now.Add(invitedFor)
	if err := setUp(code); !errors.Is(err, ErrInvitation) {
		t.Errorf("an old link opens: %v", err)
	}
	invite()
	d.write(func(tx *ledger.Tx) error { _, err := Block(tx, Operator, u.ID); return err })
	if err := setUp(code); !errors.Is(err, ErrInvitation) {
		t.Errorf("a blocked account's link opens: %v", err)
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := Invite(tx, Operator, u.ID); return err }); !errors.Is(err, ErrMove) {
		t.Errorf("a blocked account is invited: %v", err)
	}
	d.write(func(tx *ledger.Tx) error { _, err := Unblock(tx, Operator, u.ID); return err })
	invite()
	if err := setUp(" " + code + "\n"); err != nil {
		t.Errorf("a good link is refused: %v", err)
	}
	for _, used := range []string{code, "", "X"} {
		if err := setUp(used); !errors.Is(err, ErrInvitation) {
			t.Errorf("%q opens: %v", used, err)
		}
	}
	if got := d.user("anna"); got.State != Active {
		t.Errorf("the account is %s", got.State)
	}
}

// TestAccountsAgreeWithAModel blocks, lets in, gives roles, opens and ends sessions at random, and holds
// who is signed in against a plain list. Check then finds nothing.
func TestAccountsAgreeWithAModel(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t)
		d.letIn("baas", Manager)
		ids := []UserID{d.letIn("anna", Counter).ID, d.letIn("bram", Reception).ID}
		open, blocked := map[UserID][]string{}, map[UserID]bool{}
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			id := rapid.SampledFrom(ids).Draw(r, "who")
			d.now = d.now.Add(time.Duration(rapid.IntRange(0, 100).Draw(r, "later")) * time.Second)
			switch rapid.IntRange(0, 5).Draw(r, "what") {
			case 0:
				err := d.try(func(tx *ledger.Tx) error { _, err := Block(tx, Operator, id); return err })
				if (err == nil) == blocked[id] {
					r.Fatalf("blocking: %v, was blocked: %t", err, blocked[id])
				}
				blocked[id], open[id] = true, nil
			case 1:
				err := d.try(func(tx *ledger.Tx) error { _, err := Unblock(tx, Operator, id); return err })
				if (err == nil) != blocked[id] {
					r.Fatalf("letting in: %v, was blocked: %t", err, blocked[id])
				}
				blocked[id] = false
			case 2, 3:
				if blocked[id] {
					continue
				}
				var raw string
				d.write(func(tx *ledger.Tx) (err error) { raw, err = begin(tx, tx.Now(), id, ""); return err })
				open[id] = append(open[id], raw)
			case 4:
				if len(open[id]) > 0 {
					raw := open[id][0]
					d.write(func(tx *ledger.Tx) (err error) { raw, err = renew(tx, tx.Now(), raw); return err })
					open[id][0] = raw
				}
			case 5:
				if n := len(open[id]); n > 0 {
					last := open[id][n-1]
					d.write(func(tx *ledger.Tx) error { return EndSession(tx, id, hashed(last)[:shownHash]) })
					open[id] = open[id][:n-1]
				}
			}
		}
		d.wantSessions(r, open)
	})
}

// wantSessions fails unless exactly these ids open sessions.
func (d *desk) wantSessions(r *rapid.T, open map[UserID][]string) {
	err := d.l.View(func(reader ledger.Reader) error {
		for _, login := range []string{"anna", "bram"} {
			u, err := ByLogin(reader, login)
			if err != nil {
				return err
			}
			kept, err := sessionsOf(reader, u.ID)
			if err != nil {
				return err
			}
			if len(kept) != len(open[u.ID]) {
				r.Fatalf("%s has %d sessions, want %d", login, len(kept), len(open[u.ID]))
			}
			for _, raw := range open[u.ID] {
				if !slices.ContainsFunc(kept, func(s session) bool { return s.Hash == hashed(raw) }) {
					r.Fatalf("a session of %s is gone", login)
				}
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
}

func TestNothingInTheLedgerOpensASession(t *testing.T) {
	d := newDesk(t)
	u := d.letIn("anna", Counter)
	var raw string
	d.write(func(tx *ledger.Tx) (err error) { raw, err = begin(tx, tx.Now(), u.ID, ""); return err })
	_ = d.l.View(func(r ledger.Reader) error {
		all, err := sessionsOf(r, u.ID)
		if err != nil || len(all) != 1 || strings.Contains(all[0].Hash, raw) || all[0].Hash == raw {
			t.Errorf("kept as %+v %v", all, err)
		}
		if _, found, _ := sessions.Find(r, ledger.K().Str(hashed(all[0].Hash))); found {
			t.Error("the hash itself opens the session")
		}
		return nil
	})
	if err := d.try(func(tx *ledger.Tx) error { return EndSession(tx, u.ID, "") }); !errors.Is(err, ErrNoSession) {
		t.Errorf("ending none: %v", err)
	}
	if err := d.try(func(tx *ledger.Tx) error { _, err := renew(tx, tx.Now(), "nooit uitgegeven"); return err }); !errors.Is(err, ErrSignedOut) {
		t.Errorf("renewing what we did not issue: %v", err)
	}
}
