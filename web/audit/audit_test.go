package audit_test

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/webtest"
)

// asks sends a question of an auditor.
func asks(p *webtest.Person, path string, more ...string) (status int, body string) {
	form := url.Values{"dag": {"2026-11-30"}, "totdag": {"2026-12-02"}, "reden": {"sample"}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	answer, body := p.Post("/medewerker/controle"+path, form)
	return answer.StatusCode, body
}

// lines are how many lines of the audit there are of a kind.
func lines(t *testing.T, a *webtest.App, kind string) (n int) {
	t.Helper()
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, _, err := account.Audit(r, account.Question{Until: r.Now().AddDate(0, 0, 1), Kind: kind, Most: 1000})
		n = len(all)
		return err
	})
	return n
}

// TestTheAuditorReadsWhoChangedWhatAndIsAudited: settings, rights and who looked stand in one list, found by kind and
// by id; each reading leaves a line.
func TestTheAuditorReadsWhoChangedWhatAndIsAudited(t *testing.T) {
	a := webtest.Town(t)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	anna := webtest.LetIn(t, a, "anna", account.Counter)
	boss.Post("/medewerker/collegas/"+string(anna.ID), url.Values{"doe": {"rollen"}, "rol-field": {"ja"}})
	auditor := webtest.SignedIn(t, a, "controle", account.Auditor)
	status, body := asks(auditor, "")
	webtest.Wants(t, "everything", body, "Iemand baas", "rollen van een collega veranderd", "Iemand anna", "instelling veranderd", "buitendienst")
	if status != 200 || lines(t, a, "audit") != 1 {
		t.Fatalf("reading answers %d and leaves %d lines", status, lines(t, a, "audit"))
	}
	_, body = asks(auditor, "", "soort", "config")
	webtest.Wants(t, "settings", body, "instelling veranderd")
	webtest.Lacks(t, "settings", body, "rollen van een collega veranderd")
	_, body = asks(auditor, "", "kenmerk", "pas")
	webtest.Wants(t, "one product", body, "instelling veranderd", "product")
	webtest.Lacks(t, "one product", body, "<td>Raadhuis")
	for what, odd := range map[string][]string{
		"no reason": {"reden", ""}, "a reason of one's own": {"reden", "nieuwsgierig"}, "no day": {"dag", "gisteren"}, "years": {"dag", "2020-01-01"}, "backwards": {"totdag", "2026-11-29"},
	} {
		before := lines(t, a, "audit")
		if status, body := asks(auditor, "", odd...); status != 422 || strings.Contains(body, "Iemand anna</td>") || lines(t, a, "audit") != before {
			t.Errorf("%s: %d", what, status)
		}
	}
}

// TestASearchByColleagueIsShownToThem, counts nothing and is not exported (I13), also where their id is asked for.
func TestASearchByColleagueIsShownToThem(t *testing.T) {
	a := webtest.Town(t)
	anna := webtest.SignedIn(t, a, "anna", account.Manager)
	id := webtest.UserID(t, a, "anna")
	auditor := webtest.SignedIn(t, a, "controle", account.Auditor)
	if _, body := anna.Send("GET", "/medewerker/ik", ""); strings.Contains(body, "logboek") {
		t.Error("before, somebody looked")
	}
	status, body := asks(auditor, "", "collega", id, "reden", "complaint")
	if status != 200 || regexp.MustCompile(`\d+ regels`).MatchString(body) {
		t.Errorf("a search by colleague answers %d, with a count", status)
	}
	asks(auditor, "", "kenmerk", id, "reden", "mistake")
	_, body = anna.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "the own page", body, "Iemand controle las in het logboek wat u deed", "een klacht of vraag", "een fout herstellen")
	for _, field := range []string{"collega", "kenmerk"} {
		if status, _ := asks(auditor, "/uitvoer", field, id); status != 403 {
			t.Errorf("an export by %s answers %d", field, status)
		}
	}
	status, body = asks(auditor, "/uitvoer")
	if status != 200 || !strings.Contains(body, "Door") || strings.Contains(body, id) || strings.Contains(body, "Iemand") {
		t.Errorf("the export answers %d and names a colleague: %s", status, body)
	}
	if boss, _ := anna.Send("GET", "/medewerker/controle", ""); boss.StatusCode != 403 {
		t.Errorf("a manager reads the audit: %d", boss.StatusCode)
	}
}

// TestTheAuditIsWrittenInOnePlaceAndChangedNowhere: no other room knows its table, and nothing of it is deleted but
// what is over.
func TestTheAuditIsWrittenInOnePlaceAndChangedNowhere(t *testing.T) {
	touching := regexp.MustCompile(`audits\.(Put|Delete)`)
	found := map[string]int{}
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if n := len(touching.FindAll(text, -1)); n > 0 || strings.Contains(string(text), `"!a:`) {
			found[filepath.ToSlash(path)] = n
		}
		return err
	})
	if err != nil || len(found) == 0 || len(found) > 2 || found["../../booking/ledger/audit.go"] != 2 {
		t.Errorf("the audit is touched in %v: %v", found, err)
	}
}

// TestWhateverIsAuditedHasWords finds what some room writes, and wants words for it in every language: its own, or
// of what it begins with.
func TestWhateverIsAuditedHasWords(t *testing.T) {
	whats := regexp.MustCompile(`(?:What: |note\(tx, |audit\(tx, (?:[a-z]+, )?)"([a-z.-]+)`)
	n := 0
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "/cmd/") {
			return err
		}
		text, err := os.ReadFile(path)
		if !strings.Contains(string(text), "Audit") && !strings.Contains(string(text), "note(tx") {
			return err
		}
		for _, m := range whats.FindAllStringSubmatch(string(text), -1) {
			if what := strings.TrimSuffix(m[1], "."); strings.Contains(m[1], ".") && what != "act" && what != "config" && what != "roster" && what != "audit" && what != "alarm" {
				n++
				for _, tag := range lang.Tags {
					whole, _, _ := strings.Cut(what, ".")
					if w := lang.In(tag); !w.Has("audit.what."+what) && !w.Has("audit.what."+whole) {
						t.Errorf("%s writes %q, which has no words in %s", path, what, tag)
					}
				}
			}
		}
		return err
	})
	if err != nil || n < 15 {
		t.Errorf("only %d found: %v", n, err)
	}
}
