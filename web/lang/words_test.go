package lang

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
)

// wholes are the texts of a language as they were written.
func wholes(tag string) map[string]string {
	texts := map[string]string{}
	for key, t := range catalogues[tag].texts {
		texts[key] = t.whole
	}
	return texts
}

var argument = regexp.MustCompile(`\{[a-z]+\}`)

// arguments are the places in a text where something is filled in.
func arguments(text string) []string {
	found := argument.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestEveryTextExistsInEveryLanguageWithTheSameArguments(t *testing.T) {
	first := wholes(Tags[0])
	for _, tag := range Tags[1:] {
		texts := wholes(tag)
		for key, text := range first {
			other, ok := texts[key]
			switch {
			case !ok:
				t.Errorf("%s has no text for %s", tag, key)
			case other == "":
				t.Errorf("%s: %s is empty", tag, key)
			case !slices.Equal(arguments(text), arguments(other)):
				t.Errorf("%s: %s takes %v, %s takes %v", key, tag, arguments(other), Tags[0], arguments(text))
			}
		}
		for key := range texts {
			if _, ok := first[key]; !ok {
				t.Errorf("%s has a text for %s, %s has none", tag, key, Tags[0])
			}
		}
	}
}

var (
	inCode  = regexp.MustCompile(`\b(T|N)\("([a-z_.]+)"`)
	byRoute = regexp.MustCompile(`\bpaper\.Said\([^"\n]*"([a-z_.]+)"|\bSaid\(w, route, "([a-z_.]+)"`) // said otherwise where we call or meet in a picture
	refused = regexp.MustCompile(`Refuse\((?:ledger\.)?[A-Za-z]+, "([a-z_.]+)"\)`)
)

// used gathers the keys that code and templates ask for, and the reasons of refusals.
func used(t *testing.T) (keys, reasons map[string]bool) {
	t.Helper()
	keys, reasons = map[string]bool{}, map[string]bool{}
	for _, root := range []string{"../../web", "../../booking", "../../queue", "../../kiosk", "../../outreach", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".templ") {
				return err
			}
			content, err := os.ReadFile(path)
			for _, m := range inCode.FindAllStringSubmatch(string(content), -1) {
				if m[1] == "N" {
					keys[m[2]+".one"], keys[m[2]+".many"] = true, true
				} else {
					keys[m[2]] = true
				}
			}
			for _, m := range byRoute.FindAllStringSubmatch(string(content), -1) {
				key := m[1] + m[2]
				keys[key], keys[key+".phone"], keys[key+".video"] = true, true, true
			}
			for _, m := range refused.FindAllStringSubmatch(string(content), -1) {
				reasons[m[1]] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return keys, reasons
}

func TestEveryKeyThatCodeUsesHasWordsAndNoWordsAreLeftOver(t *testing.T) {
	keys, _ := used(t)
	if len(keys) < 100 {
		t.Fatalf("only %d keys found in code", len(keys))
	}
	texts := wholes(Tags[0])
	for key := range keys {
		if _, ok := texts[key]; !ok && !slices.Contains(made, key) {
			t.Errorf("code asks for %s, which has no words", key)
		}
	}
	for key := range texts {
		of, otherwise := strings.CutSuffix(key, busless)
		if _, known := texts[of]; otherwise && known {
			continue // another text for the same place
		}
		madeUp := slices.ContainsFunc(made, func(p string) bool { return strings.HasPrefix(key, p) })
		if !keys[key] && !madeUp {
			t.Errorf("%s has words, and nobody asks for them", key)
		}
	}
}

// unseen are refusals that no resident can meet, each with its reason; they are answered with the
// words of "internal".
var unseen = map[string]string{
	"internal.nested": "a programmer's fault", "internal.digest": "a programmer's fault", "transaction.large": "a programmer's fault", "storage.moved": "two writers on one file, which the lock excludes",
	"storage.failed": "said as internal: the visitor can only try again", "storage.damaged": "said as internal", "storage.refused": "said as internal",
	"record": "domains turn it into their own", "once.other": "domains turn it into their own", "backup.engine": "for whoever operates", "backup.proof": "for whoever operates", "setup.refused": "for whoever imports",
	"contact.forgotten": "pages leave the contact out", "contact.unreadable": "said as internal", "code.shape": "said at its field", "code.day": "said at its field", "code.unknown": "said at its field",
	"live.unattached": "a programmer's fault", "file.refused": "for whoever operates", "file.inuse": "for whoever operates",
}

func TestEveryRefusalHasWords(t *testing.T) {
	_, reasons := used(t)
	texts := wholes(Tags[0])
	for reason := range reasons {
		_, what := texts["refusal."+reason]
		_, do := texts["refusal."+reason+".do"]
		if _, excused := unseen[reason]; !excused && (!what || !do) {
			t.Errorf("refusal %s has no words for what happened and what to do", reason)
		}
	}
	for key := range texts {
		reason := strings.TrimSuffix(strings.TrimPrefix(key, "refusal."), ".do")
		if strings.HasPrefix(key, "refusal.") && !reasons[reason] && !strings.HasSuffix(key, busless) {
			t.Errorf("%s has words, and nobody refuses so", key)
		}
	}
}

func TestEveryHolidayHasAName(t *testing.T) {
	for _, key := range calendar.HolidayKeys() {
		for _, tag := range Tags {
			if !In(tag).Has("holiday." + key) {
				t.Errorf("%s has no name for %s", tag, key)
			}
		}
	}
}

// long are Dutch sentences of over 15 words that are as short as they can be, with the reason.
var long = map[string]string{}

// stiff are words of officials, and what people say.
var stiff = map[string]string{
	"middels": "met", "teneinde": "om", "derhalve": "daarom", "dient te": "moet", "gelieve": "(zeg het gewoon)", "indien": "als", "betreffende": "over",
	"conform": "volgens", "alsmede": "en", "reeds": "al", "tevens": "ook", "!": "een punt",
}

func TestDutchIsShortAndPlain(t *testing.T) {
	texts := wholes("nl")
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		for _, sentence := range regexp.MustCompile(`[.?:]\s`).Split(texts[key], -1) {
			if n := len(strings.Fields(sentence)); n > 15 && long[key] == "" {
				t.Errorf("%s: %d words in %q", key, n, sentence)
			}
		}
		for word, better := range stiff {
			if strings.Contains(" "+strings.ToLower(texts[key])+" ", word) {
				t.Errorf("%s says %q; say %q", key, word, better)
			}
		}
	}
}

func TestMomentsAreWrittenOut(t *testing.T) {
	day, cell := calendar.DateOf(2026, time.November, 30), calendar.Cell(9*12+1)
	want := map[string]string{
		"nl": "maandag 30 november 2026, 9.05 uur", "en": "Monday 30 November 2026, 9:05", "de": "Montag, 30. November 2026, 9:05 Uhr",
	}
	for tag, text := range want {
		if got := In(tag).Moment(day, cell); got != text {
			t.Errorf("%s: %q, want %q", tag, got, text)
		}
	}
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	if got := In("nl").Instant(time.Date(2026, 7, 1, 8, 3, 0, 0, time.UTC), amsterdam); got != "10.03 uur" {
		t.Errorf("a summer morning: %q", got)
	}
}

func TestListsPluralsAndUnknownLanguages(t *testing.T) {
	w := In("nl")
	cases := map[string]string{
		w.List(nil): "", w.List([]string{"a"}): "a", w.List([]string{"a", "b"}): "a en b", w.List([]string{"a", "b", "c"}): "a, b en c",
		w.Persons(1): "1\u00a0persoon", w.Persons(3): "3\u00a0personen", In("xx").Tag(): "nl", w.T("no.such.key"): "no.such.key",
	}
	for got, want := range cases {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if what, do := w.Refusal("no.such.reason", nil); what != w.T("refusal.internal") || do != w.T("refusal.internal.do") {
		t.Errorf("an unknown reason says %q %q", what, do)
	}
}

func TestOddFilesOfWordsAreRefusedAtStart(t *testing.T) {
	for name, content := range map[string]string{"no equals sign": "key text", "twice": "a = b\na = c"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s passed", name)
				}
			}()
			parse(map[string]text{}, "test.txt", content)
		}()
	}
}

// sickness are words that say why a colleague is away: Balie keeps and says that somebody is away, never why.
var sickness = map[string]*regexp.Regexp{
	"nl": regexp.MustCompile(`(?i)\b(ziek|zieke|ziekte|ziekmeld\pL*|verzuim\pL*|griep)\b`),
	"en": regexp.MustCompile(`(?i)\b(ill|sick|sickness|illness|flu)\b`),
	"de": regexp.MustCompile(`(?i)\b(krank|kranke|krankheit|krankmeld\pL*|erkrankt)\b`),
}

func TestNoTextSaysWhyAColleagueIsAway(t *testing.T) {
	for _, tag := range Tags {
		for key, text := range wholes(tag) {
			aboutColleagues := strings.Contains(key, "desk") || strings.HasPrefix(key, "roster.") || strings.HasPrefix(key, "asked.") || strings.HasPrefix(key, "plan.") || strings.HasPrefix(key, "out.") || strings.HasPrefix(key, "absence.") || strings.HasPrefix(key, "swap.")
			if found := sickness[tag].FindString(text); found != "" && aboutColleagues {
				t.Errorf("%s: %s says %q of a colleague", tag, key, found)
			}
		}
	}
}
