package plan_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"balie/web/webtest"
)

var (
	mapLink   = regexp.MustCompile(`(?s)<a href="/praotbus/kern/[^"]+" aria-label="([^"]+)"`)
	listed    = regexp.MustCompile(`(?s)<li class="balie-agenda__stop">(.*?)</li>`)
	bold      = regexp.MustCompile(`<b(?: translate="no")?>([^<]+)</b>`)
	card      = regexp.MustCompile(`(?s)<article class="balie-outing.*?</article>`)
	picture   = regexp.MustCompile(`(?s)<svg class="balie-geo".*?</svg>`)
	numbered  = regexp.MustCompile(`(?s)balie-geo__number[^>]*>(\d+)</text>\s*<text[^>]*>([^<]+)<`)
	stopTitle = regexp.MustCompile(`(?s)<time>[^<]*</time>\s*<b>([^<]+)</b>`)
	shortDay  = regexp.MustCompile(` [a-z]{2} \d+ [a-z]{3}$`)
	barWord   = regexp.MustCompile(`balie-ride__bar" role="img" aria-label="([^"]+)"`)
)

// TestThePictureSaysWhatTheListSays: on the residents' map every village with a stop is in the list on that day, and
// the other way about; in the planner's week numbers and names on the map are the stops in their order, and the bar
// names every drive and wait of the list.
func TestThePictureSaysWhatTheListSays(t *testing.T) {
	a, lead := webtest.BusTown(t)
	webtest.Plans(lead, "voorstel", "weken", "4")
	all := webtest.OutingsOf(t, a)
	webtest.Plans(lead, "publiceren", "week", all[0].Date.Monday().String(), "inzet", string(all[0].ID))
	_, page := a.Somebody(t).Send("GET", "/praotbus", "")
	shown := map[string]bool{}
	for _, m := range mapLink.FindAllStringSubmatch(page, -1) {
		if village, _, comes := strings.Cut(html.UnescapeString(m[1]), ", de bus komt op "); comes {
			shown[shortDay.ReplaceAllString(village, "")] = true
		}
	}
	inList := map[string]bool{}
	for _, m := range listed.FindAllStringSubmatch(page, -1) {
		inList[bold.FindAllStringSubmatch(m[1], -1)[1][1]] = true
	}
	if len(shown) == 0 || len(shown) != len(inList) {
		t.Errorf("the map shows %v, the list %v", shown, inList)
	}
	for village := range shown {
		if !inList[village] {
			t.Errorf("%s is on the map alone", village)
		}
	}
	_, week := lead.Send("GET", "/medewerker/inzet?week="+all[0].Date.Monday().String(), "")
	cards := card.FindAllString(week, -1)
	if len(cards) == 0 {
		t.Fatal("no outing in its week")
	}
	for _, one := range cards {
		sameRide(t, one)
	}
}

// sameRide holds the picture and the bar of an outing against its list.
func sameRide(t *testing.T, one string) {
	t.Helper()
	var drawn, stops []string
	for _, m := range numbered.FindAllStringSubmatch(picture.FindString(one), -1) {
		drawn = append(drawn, m[1]+" "+strings.TrimSpace(m[2]))
	}
	slices.Sort(drawn)
	for i, m := range stopTitle.FindAllStringSubmatch(one, -1) {
		stops = append(stops, string(rune('1'+i))+" "+m[1])
	}
	if !slices.Equal(drawn, stops) {
		t.Errorf("the map has %v, the list %v", drawn, stops)
	}
	bar := barWord.FindStringSubmatch(one)
	if bar == nil {
		t.Fatal("no bar")
	}
	for part := range strings.SplitSeq(html.UnescapeString(bar[1]), ", ") {
		if !strings.Contains(part, "halte open") && !strings.Contains(html.UnescapeString(one), part) {
			t.Errorf("%q is on the bar and not in the list", part)
		}
	}
}
