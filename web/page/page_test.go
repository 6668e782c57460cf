package page

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestVendoredFilesAreWhatTheySay(t *testing.T) {
	content, err := os.ReadFile("assets/VENDORED")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(content)), "\n")[1:] {
		parts := strings.Split(line, " · ")
		if len(parts) != 5 {
			t.Fatalf("odd line %q", line)
		}
		file, err := os.ReadFile(filepath.Join("assets", parts[0]))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != parts[4] {
			t.Errorf("%s is not the file that was taken over", parts[0])
		}
		named[filepath.Base(parts[0])] = true
	}
	fonts, err := filepath.Glob("assets/fonts/*.woff2")
	if err != nil || len(fonts) == 0 {
		t.Fatal("no fonts", err)
	}
	for _, f := range fonts {
		if !named[filepath.Base(f)] {
			t.Errorf("%s stands in no line of VENDORED", f)
		}
	}
}

func TestAssetsStandUnderTheirHash(t *testing.T) {
	for name, at := range hashed {
		a := served[at]
		sum := sha256.Sum256(a.content)
		if !strings.Contains(at, hex.EncodeToString(sum[:6])) || a.kind == "" {
			t.Errorf("%s stands at %s as %q", name, at, a.kind)
		}
	}
	css := string(served[Asset("balie.css")].content)
	for _, m := range regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(css, -1) {
		if _, ok := served[m[1]]; !ok {
			t.Errorf("the stylesheet asks for %s, which is not served", m[1])
		}
	}
}

func TestEveryIconThatIsUsedIsDrawn(t *testing.T) {
	used := map[string]string{"help": "groups", "map-pin": "times"}
	inTemplates := regexp.MustCompile(`(?:Icon|LargeIcon)\("([a-z-]+)"\)`)
	templates, _ := filepath.Glob("../*/*.templ")
	for _, path := range templates {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inTemplates.FindAllStringSubmatch(string(content), -1) {
			used[m[1]] = path
		}
	}
	seeds, _ := filepath.Glob("../../cmd/balie/demo/*.json")
	for _, path := range seeds {
		var file struct{ Products []struct{ Icon string } }
		content, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(content, &file)
		}
		if err != nil {
			t.Fatal(path, err)
		}
		for _, p := range file.Products {
			used[p.Icon] = path
		}
	}
	if len(used) < 20 {
		t.Fatalf("only %d icons found", len(used))
	}
	for name, where := range used {
		if len(lines[name]) == 0 {
			t.Errorf("icon %q of %s is not drawn", name, where)
		}
	}
}

func TestColoursCanBeRead(t *testing.T) {
	css := string(served[Asset("balie.css")].content)
	for _, theme := range []int{0, 1} {
		tokens := colours(css, theme)
		for _, p := range pairs {
			text, ok1 := tokens[p.text]
			ground, ok2 := tokens[p.ground]
			if !ok1 || !ok2 {
				t.Errorf("no colour for %s or %s", p.text, p.ground)
				continue
			}
			if got := contrast(text, ground); got < p.least {
				t.Errorf("theme %d: %s on %s is %.2f, needs %.1f", theme, p.text, p.ground, got, p.least)
			}
		}
	}
}

// TestWhoWantsMoreContrastGetsMore reads the tokens as they are for who set their system so.
func TestWhoWantsMoreContrastGetsMore(t *testing.T) {
	css := string(served[Asset("balie.css")].content)
	_, more, found := strings.Cut(css, "@media (prefers-contrast: more)")
	if !found {
		t.Fatal("nothing is said of more contrast")
	}
	more, _, _ = strings.Cut(more, "@layer base")
	for _, theme := range []int{0, 1} {
		usual, tokens := colours(css, theme), colours(more, theme)
		for name, colour := range usual {
			if _, set := tokens[name]; !set {
				tokens[name] = colour
			}
		}
		tokens["default-color-subtle"] = tokens["default-color-document"]
		for _, p := range pairs {
			if strings.HasPrefix(p.ground, "default-bg-") && !strings.HasPrefix(p.text, "negative") {
				if got := contrast(tokens[p.text], tokens[p.ground]); got < 7 {
					t.Errorf("theme %d: %s on %s is %.2f, needs 7", theme, p.text, p.ground, got)
				}
			}
		}
	}
}

func TestTelephonesDialTheWholeNumber(t *testing.T) {
	for number, want := range map[string]string{"(0315) 292 292": "+31315292292", "+49 2871 1234": "+4928711234", "14 0315": "140315"} {
		if got := dial(number); got != want {
			t.Errorf("%s dials %s, want %s", number, got, want)
		}
	}
}

func TestContrastIsMeasuredAsWCAGSays(t *testing.T) {
	for pair, want := range map[[2]string]string{{"#000000", "#ffffff"}: "21.00", {"#777777", "#ffffff"}: "4.48"} {
		if got := fmt.Sprintf("%.2f", contrast(pair[0], pair[1])); got != want {
			t.Errorf("%v is %s, want %s", pair, got, want)
		}
	}
}
