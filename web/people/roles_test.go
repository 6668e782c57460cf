package people_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

const rolePath = "/medewerker/beheer/rol/"

// ticks is a form that makes a role what it says.
func ticks(seen, rights []route.Right, more ...string) url.Values {
	form := url.Values{"stand": {join(seen)}}
	for _, right := range rights {
		form.Add("recht", string(right))
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Add(more[i], more[i+1])
	}
	return form
}

func join(rights []route.Right) string {
	var all []string
	for _, right := range rights {
		all = append(all, string(right))
	}
	return strings.Join(all, ",")
}

func definition(t *testing.T, a *webtest.App, role account.Role) (d account.Definition) {
	t.Helper()
	webtest.Look(t, a, func(r ledger.Reader) (err error) { d, err = account.RoleByID(r, role); return err })
	return d
}

// TestAChangeOfARoleIsSeenFirstAndHoldsAtOnce takes a right from a role while somebody who has it is signed in.
func TestAChangeOfARoleIsSeenFirstAndHoldsAtOnce(t *testing.T) {
	a := webtest.Town(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	anna := webtest.SignedIn(t, a, "anna", account.Counter)
	seen := definition(t, a, account.Counter).Rights
	less := slices.DeleteFunc(slices.Clone(seen), func(r route.Right) bool { return r == route.ChangeForOthers })
	answer, body := boss.Post(rolePath+"counter", ticks(seen, less))
	webtest.Wants(t, "the effect", body, "Er verandert nog niets", "Iemand anna", "afspraken zoeken")
	if answer.StatusCode != 200 || !definition(t, a, account.Counter).Has(route.ChangeForOthers) {
		t.Fatalf("looking answers %d and changes the role", answer.StatusCode)
	}
	if answer, _ := anna.Send("GET", "/medewerker/telefoon", ""); answer.StatusCode != 200 {
		t.Fatalf("before, the telephone answers %d", answer.StatusCode)
	}
	if answer, body := boss.Post(rolePath+"counter", ticks(seen, less, "doe", "bewaren")); answer.StatusCode != 303 {
		t.Fatalf("doing it answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if answer, _ := anna.Send("GET", "/medewerker/telefoon", ""); answer.StatusCode != 403 {
		t.Errorf("an open session still reaches the telephone: %d", answer.StatusCode)
	}
	if answer, body := boss.Post(rolePath+"counter", ticks(seen, less, "doe", "bewaren")); answer.StatusCode != 409 || !strings.Contains(body, "net veranderd") {
		t.Errorf("a form of before the change answers %d", answer.StatusCode)
	}
	boss.Post(rolePath+"counter", ticks(less, nil, "doe", "terug"))
	if answer, _ := boss.Post(rolePath+"counter", ticks(less, account.AsDelivered(account.Counter), "doe", "bewaren")); answer.StatusCode != 303 || definition(t, a, account.Counter).Adapted() {
		t.Errorf("back to how it came answers %d", answer.StatusCode)
	}
}

// TestARoleOfTheMunicipalitysOwn is made, given, refused to be deleted while somebody has it, and deleted.
func TestARoleOfTheMunicipalitysOwn(t *testing.T) {
	a := webtest.Town(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	if answer, body := boss.Post(rolePath+"nieuw", ticks(nil, []route.Right{route.TakeCalls, route.ChangeForOthers}, "naam", "Telefonist")); answer.StatusCode != 303 {
		t.Fatalf("making a role answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	var own account.Definition
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := account.Definitions(r)
		own = all[len(all)-1]
		return err
	})
	anna := webtest.SignedIn(t, a, "anna", own.ID)
	if answer, body := anna.Send("GET", "/medewerker/telefoon", ""); answer.StatusCode != 200 || strings.Contains(body, string(own.ID)) {
		t.Errorf("the telephone answers %d", answer.StatusCode)
	}
	_, body := anna.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "the own page", body, "Telefonist")
	if answer, _ := anna.Send("GET", "/medewerker/uitleg/"+string(own.ID), ""); answer.StatusCode != 200 {
		t.Errorf("its explanation answers %d", answer.StatusCode)
	}
	if answer, _ := anna.Send("GET", "/medewerker/balie", ""); answer.StatusCode != 403 {
		t.Errorf("what the role may not answers %d", answer.StatusCode)
	}
	if answer, body := boss.Post(rolePath+string(own.ID)+"/weg", url.Values{}); answer.StatusCode != 409 || !strings.Contains(body, "1 collega") {
		t.Errorf("deleting a role that somebody has answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	boss.Post("/medewerker/collegas/"+webtest.UserID(t, a, "anna"), url.Values{"doe": {"rollen"}, "rol-counter": {"ja"}})
	if answer, _ := boss.Post(rolePath+string(own.ID)+"/weg", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("deleting it answers %d", answer.StatusCode)
	}
}

// TestEveryRightHasWords: also one that is added later.
func TestEveryRightHasWords(t *testing.T) {
	for _, right := range route.Grantable() {
		if !webtest.Dutch.Has("right." + string(right)) {
			t.Errorf("%s has no words", right)
		}
	}
	for _, g := range route.Groups {
		if !webtest.Dutch.Has("right.group." + g.Key) {
			t.Errorf("group %s has no words", g.Key)
		}
	}
}
