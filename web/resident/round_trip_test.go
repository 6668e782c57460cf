package resident_test

import (
	"regexp"
	"strings"
	"testing"

	"balie/web/webtest"
)

var (
	timeLink   = regexp.MustCompile(`<a[^>]* href="(/afspraak/tijd[^"]*)"[^>]*>`)
	timeButton = regexp.MustCompile(`<button class="balie-slot[^>]*>`)
)

// TestALinkOfThePageOfTimesLeadsToItsPart walks every link by which the page changes, two steps deep: each ends in a
// fragment that the page has, keeps what was chosen before, and no page has a time chosen that nobody pressed.
func TestALinkOfThePageOfTimesLeadsToItsPart(t *testing.T) {
	a := webtest.Town(t)
	seen, todo := map[string]bool{}, []string{"/afspraak/tijd?p=pas.1"}
	for depth := range 3 {
		var next []string
		for _, path := range todo {
			address, fragment, _ := strings.Cut(path, "#")
			answer, body := webtest.Ask(t, a, "GET", address, "")
			if answer.StatusCode != 200 || fragment != "" && !strings.Contains(body, `id="`+fragment+`"`) {
				t.Errorf("%s: %d, or no #%s there", path, answer.StatusCode, fragment)
			}
			if strings.Contains(body, " checked") || strings.Contains(body, `type="radio"`) || len(timeButton.FindAllString(body, -1)) == 0 && !strings.Contains(body, "deel") {
				t.Errorf("%s: a time is chosen that nobody pressed, or there is none to press", path)
			}
			for _, found := range timeLink.FindAllStringSubmatch(body, -1) {
				link := strings.ReplaceAll(found[1], "&amp;", "&")
				if strings.Contains(found[0], "data-swap") != strings.Contains(link, "#") {
					t.Errorf("%s: %s changes a part and does not lead there", path, found[0])
				}
				if shape := shapeOf.ReplaceAllString(link, "$1"); !seen[shape] {
					seen[shape] = true
					next = append(next, link)
				}
			}
		}
		if todo = next; depth == 0 && len(todo) < 8 {
			t.Errorf("the first page leads to %v alone", todo)
		}
	}
}

// shapeOf is a link without its days and key: one of each kind is followed.
var shapeOf = regexp.MustCompile(`((?:dag|vanaf|v)=)[^&#]*`)

// TestAFilterRulesAllThatThePageOffers asks for the afternoon on one weekday: the soonest, the weeks, the day and the
// places are of that alone.
func TestAFilterRulesAllThatThePageOffers(t *testing.T) {
	a := webtest.Town(t)
	_, body := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1&deel=middag&dagen=do", "")
	offered := regexp.MustCompile(`name="tijd" value="(\d{4}-\d\d-\d\d)T(\d\d):`).FindAllStringSubmatch(body, -1)
	if len(offered) == 0 {
		t.Fatal("nothing is offered")
	}
	for _, o := range offered {
		if o[2] < "12" || o[2] > "16" || o[1] != "2026-12-03" && o[1] != "2026-12-10" && o[1] != "2026-12-17" && o[1] != "2026-12-24" {
			t.Errorf("%s is offered", o[0])
		}
	}
	webtest.Wants(t, "filtered", webtest.Said(body), "op donderdag in de middag")
	_, none := webtest.Ask(t, a, "GET", "/afspraak/tijd?p=pas.1&dagen=zo", "")
	webtest.Wants(t, "nothing under the filter", webtest.Said(none), "Er zijn hier geen tijden op zondag")
}

// TestTheEarliestTimeIsAmongTheSoonest compares the first of the page's buttons with the first of the place.
func TestTheEarliestTimeIsAmongTheSoonest(t *testing.T) {
	a := webtest.Town(t)
	for _, p := range []string{"pas.1", "pas.2"} {
		_, body := webtest.Ask(t, a, "GET", "/afspraak/tijd?p="+p, "")
		first := webtest.Field(t, webtest.TimeValue, body)
		here := regexp.MustCompile(`(?s)class="balie-spot is-here".*?value="([^"@]+)@`).FindStringSubmatch(body)
		if here != nil && here[1] != first {
			t.Errorf("%s: the soonest begin with %s, the place has %s", p, first, here[1])
		}
	}
}

// TestMovingAsksOnceMore presses another time: the appointment stays until one says yes.
func TestMovingAsksOnceMore(t *testing.T) {
	a := webtest.Town(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	cookie := webtest.PassFor(t, a, mine)
	path := "/a/" + string(mine.ID)
	answer, body := webtest.Ask(t, a, "POST", path+"/verzetten", "keer=0&kies=2026-12-03T13:00&locatie=hal", "Cookie", cookie)
	webtest.Wants(t, "asked", webtest.Said(body), "Wilt u uw afspraak naar deze tijd verzetten?", "donderdag 3 december 2026, 13.00 uur", "Afspraak verzetten")
	if answer.StatusCode != 200 || !strings.Contains(body, `name="tijd" value="2026-12-03T13:00"`) {
		t.Errorf("answered %d", answer.StatusCode)
	}
	if _, own := webtest.Ask(t, a, "GET", path, "", "Cookie", cookie); strings.Contains(webtest.Said(own), "3 december") {
		t.Error("it is moved already")
	}
}

// TestSearchStatesWhatItFound in the title and the heading, which the form leads to; what was mistyped is said, what was
// not found has a way out, and nothing that was typed is read as a page.
func TestSearchStatesWhatItFound(t *testing.T) {
	a := webtest.Town(t)
	for query, want := range map[string][]string{
		"papsoort": {"U typte ‘papsoort’.", "Wij zochten op ‘paspoort’.", "Toch zoeken op"}, "aardappel": {"Wij vonden niets voor ‘aardappel’", "Zo komt u toch verder", "Alles op een rij"},
		"ik wil een nieuw paspoort": {"voor ‘ik wil een nieuw paspoort’", "Staat het er niet bij?"}, "%3Cscript%3Ealert(1)%3C/script%3E": {"Wij vonden niets"},
	} {
		answer, body := webtest.Ask(t, a, "GET", "/?q="+strings.ReplaceAll(query, " ", "+"), "")
		webtest.Wants(t, query, webtest.Said(body), want...)
		if answer.StatusCode != 200 || !strings.Contains(body, `id="gevonden" tabindex="-1"`) || !strings.Contains(body, `action="/#gevonden"`) || strings.Contains(body, "<script>alert") {
			t.Errorf("%s: answered %d", query, answer.StatusCode)
		}
	}
}
