package demo_test

import (
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// elsewhere is what only Oude IJsselstreek has.
var elsewhere = regexp.MustCompile(`(?i)ijssel|gendringen|praot|\bulft\b|terborg|varsseveld|silvolde|achterhoek|0315`)

var links = regexp.MustCompile(`href="(/[^"#]*)"`)

// mostPages is how many pages of the small town are gone past.
const mostPages = 150

func TestNothingOfAnotherTownShowsInTheSmallOne(t *testing.T) {
	small, err := demo.SettingOf("small")
	if err != nil {
		t.Fatal(err)
	}
	s := servertest.DemoWith(t, servertest.Quiet(newMachine(sunday).now), "", demo.Options{Town: small})
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	if home := get(t, b, s.URL+"/"); !strings.Contains(home, `lang="en"`) || !strings.Contains(home, small.Municipality) {
		t.Error("the small town does not begin in English, under its own name")
	}
	signIn(t, b, s.URL, "teamleider")
	seen, ahead := map[string]bool{}, []string{"/", "/nl", "/medewerker", "/medewerker/dag", "/medewerker/planning"}
	for len(ahead) > 0 && len(seen) < mostPages {
		path := ahead[0]
		ahead = ahead[1:]
		if seen[path] || strings.Contains(path, "/assets/") {
			continue
		}
		seen[path] = true
		page := get(t, b, s.URL+path)
		if found := elsewhere.FindStringIndex(page); found != nil {
			t.Errorf("%s shows %q", path, page[max(0, found[0]-60):min(len(page), found[1]+60)])
		}
		for _, m := range links.FindAllStringSubmatch(page, -1) {
			ahead = append(ahead, m[1])
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d pages were found", len(seen))
	}
}
