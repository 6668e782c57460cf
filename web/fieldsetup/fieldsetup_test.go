package fieldsetup_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/account"
	"balie/web/webtest"
)

const home = "/medewerker/beheer/wijk"

// fill is a form of these fields and values.
func fill(fields ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return form
}

func everything(t *testing.T, a *webtest.App) (all outreach.Everything) {
	t.Helper()
	webtest.Look(t, a, func(r ledger.Reader) (err error) { all, err = outreach.EverythingOf(r); return err })
	return all
}

// TestTheRoadIsSetUpOnScreen: one of each kind is made, read back in its form, and changed; what is wrong stands at
// its field and changes nothing.
func TestTheRoadIsSetUpOnScreen(t *testing.T) {
	a, _ := webtest.BusTown(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	for kind, form := range map[string]url.Values{
		"kern":     fill("naam", "Gaanderen", "inwoners", "5.600", "wens", "4", "postcodes", "7011, 7012", "positie", "51,93 6,34"),
		"voertuig": fill("naam", "Tweede bus", "positie", "geo:51.87,6.37", "dagen", "1", "dagen", "3", "van", "8.30", "tot", "17", "bemanning", "2", "kan", "pas, rijbewijs"),
		"koffer":   fill("naam", "Koffer 2", "kan", "pas", "lijst", "Accu vol\nKabel mee"),
		"thema":    fill("naam", "Week tegen eenzaamheid", "vanaf", "2026-12-01", "tot-en-met", "2026-12-08"),
		"partner":  fill("naam", "Brandweer"),
		"plek": fill("naam", "dorpshuis", "kern", "ulft", "straat", "Kerkplein 1", "positie", "https://www.openstreetmap.org/#map=17/51.8921/6.3792", "dag-0", "1", "dag-0", "2", "van-0", "9", "tot-0", "12.30",
			"telefoon", "0315 292 292", "sleutel", "kluisje links", "stroom", "ja"),
	} {
		if answer, body := boss.Post(home+"/"+kind+"/nieuw", form); answer.StatusCode != 303 {
			t.Errorf("%s answers %d %s", kind, answer.StatusCode, webtest.Said(body))
		}
	}
	all := everything(t, a)
	if len(all.Neighbourhoods) != 3 || len(all.Vehicles) != 3 || len(all.Kits) != 1 || len(all.Themes) != 1 || len(all.Partners) != 2 || len(all.Places) != 3 {
		t.Fatalf("set up are %+v", all)
	}
	_, body := boss.Send("GET", home, "")
	webtest.Wants(t, "the list", body, "Gaanderen", "5600 inwoners", "Tweede bus", "Koffer 2", "Week tegen eenzaamheid", "Brandweer", "dorpshuis")
	_, body = boss.Send("GET", home+"/plek/dorpshuis", "")
	webtest.Wants(t, "the place", body, `value="51.8921, 6.3792"`, `value="12.30"`, "kluisje links", "0315 292 292")
	for field, wrong := range map[string]url.Values{
		"naam": fill("naam", "", "kern", "ulft", "positie", "51.1, 6.1"), "positie": fill("naam", "x", "kern", "ulft", "positie", "bij de kerk"), "uren": fill("naam", "x", "kern", "ulft", "positie", "51.1, 6.1", "van-0", "9"),
		"kern": fill("naam", "x", "kern", "nergens", "positie", "51.1, 6.1"), "telefoon": fill("naam", "x", "kern", "ulft", "positie", "51.1, 6.1", "telefoon", "bel Riet"),
	} {
		answer, body := boss.Post(home+"/plek/dorpshuis", wrong)
		if answer.StatusCode != 422 || !strings.Contains(body, `href="#`+field+`"`) {
			t.Errorf("a wrong %s answers %d %s", field, answer.StatusCode, webtest.Said(body))
		}
	}
	if now := everything(t, a); len(now.Places) != 3 || now.Places[0].Name != all.Places[0].Name {
		t.Errorf("what was refused changed %+v", now.Places)
	}
}

// TestWhatIsReferredToIsNamedAndNotDeleted: a vehicle with an outing is neither hidden nor deleted while it is to come,
// and never deleted; what nothing needs goes.
func TestWhatIsReferredToIsNamedAndNotDeleted(t *testing.T) {
	a, _ := webtest.BusTown(t)
	o := webtest.Running(t, a)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	for _, path := range []string{"/voertuig/praotbus", "/plek/ulft-plein"} {
		for _, do := range []string{"/weg", "/verbergen"} {
			answer, body := boss.Post(home+path+do, url.Values{})
			if answer.StatusCode != 409 || !strings.Contains(body, "inzet van praotbus op woensdag 2 december 2026") {
				t.Errorf("%s%s answers %d %s", path, do, answer.StatusCode, webtest.Said(body))
			}
		}
	}
	if answer, body := boss.Post(home+"/kern/ulft/weg", url.Values{}); answer.StatusCode != 409 || !strings.Contains(body, "plein") {
		t.Errorf("a village with a place answers %d", answer.StatusCode)
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := outreach.CallOff(tx, o.ID); return err })
	if answer, _ := boss.Post(home+"/voertuig/praotbus/weg", url.Values{}); answer.StatusCode != 409 {
		t.Errorf("a vehicle of the past is deleted: %d", answer.StatusCode)
	}
	if answer, _ := boss.Post(home+"/voertuig/praotbus/verbergen", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("hiding it answers %d", answer.StatusCode)
	}
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := outreach.Vehicles(r)
		if len(all) != 1 || all[0].ID != "fiets" {
			t.Errorf("who plans sees %+v", all)
		}
		return err
	})
	boss.Post(home+"/voertuig/praotbus/verbergen", url.Values{"weer": {"ja"}})
	for range 2 {
		if answer, _ := boss.Post(home+"/voertuig/fiets/weg", url.Values{}); answer.StatusCode != 303 {
			t.Errorf("what nothing needs answers %d", answer.StatusCode)
		}
	}
	if all := everything(t, a).Vehicles; len(all) != 1 || all[0].Withdrawn {
		t.Errorf("left are %+v", all)
	}
	if answer, _ := boss.Send("GET", home+"/raket/x", ""); answer.StatusCode != 404 {
		t.Errorf("a kind that is not there answers %d", answer.StatusCode)
	}
}

// TestSchoolHolidaysAreKept as rows of days; a row that cannot be changes nothing.
func TestSchoolHolidaysAreKept(t *testing.T) {
	a, _ := webtest.BusTown(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	for want, form := range map[int]url.Values{303: fill("van-0", "2026-12-19", "tot-0", "2027-01-03"), 422: fill("van-0", "2026-12-19", "tot-0", "2026-12-01")} {
		if answer, _ := boss.Post(home+"/vakanties", form); answer.StatusCode != want {
			t.Errorf("%v answers %d", form, answer.StatusCode)
		}
	}
	webtest.Look(t, a, func(r ledger.Reader) error {
		spans, err := roster.SchoolHolidays(r)
		if len(spans) != 1 {
			t.Errorf("kept are %v", spans)
		}
		return err
	})
	_, body := boss.Send("GET", home, "")
	webtest.Wants(t, "the list", body, "zaterdag 19 december 2026 tot en met zondag 3 januari 2027")
}

// TestWithoutABusThereIsNothingToSetUp: no page, no row.
func TestWithoutABusThereIsNothingToSetUp(t *testing.T) {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := catalogue.PutTown(tx, catalogue.BusRef, catalogue.Bus{Off: true})
		return err
	})
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	if answer, _ := boss.Send("GET", home, ""); answer.StatusCode != 404 {
		t.Errorf("the page answers %d", answer.StatusCode)
	}
	_, body := boss.Send("GET", "/medewerker/beheer", "")
	webtest.Lacks(t, "the home page", body, "De wijk in", home)
	webtest.Wants(t, "the home page", body, "/medewerker/beheer/rollen", "/medewerker/beheer/sleutels", "/medewerker/collegas", "/medewerker/schermen")
}
