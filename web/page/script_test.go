package page

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	formatsTime = regexp.MustCompile(`toLocale(?:Time|Date)?String\(|DateTimeFormat\(`)
	ownZone     = regexp.MustCompile(`\.get(?:Hours|Minutes|Date|Day|Month|FullYear|TimezoneOffset)\(`)
)

// TestScriptsShowTheOfficesTime: whoever looks from elsewhere, or with a clock set wrongly, reads the
// hour of the office. A script formats a time in a zone that the page names, and takes none apart itself.
func TestScriptsShowTheOfficesTime(t *testing.T) {
	formats := 0
	err := fs.WalkDir(assetFiles, "assets", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".js") || strings.HasSuffix(path, "jsqr.js") {
			return err
		}
		for i, line := range strings.Split(Source(strings.TrimPrefix(path, "assets/")), "\n") {
			if ownZone.MatchString(line) || formatsTime.MatchString(line) && !strings.Contains(line, "timeZone:") {
				t.Errorf("%s:%d tells the time of the browser: %s", path, i+1, strings.TrimSpace(line))
			}
			if formatsTime.MatchString(line) {
				formats++
			}
		}
		return nil
	})
	if err != nil || formats < 2 {
		t.Fatalf("%d scripts format a time, %v", formats, err)
	}
}

var (
	// A moment that a page shows is one that the server gave, with what went by since: never the browser's own.
	browserMoment = regexp.MustCompile(`new Date\(\)|new Date\(Date\.now\(\)\)|format(?:ToParts)?\(Date\.now\(\)|new Date\([^)]*\)\.to(?:Locale|String|Time|Date)`)
	serverMoment  = regexp.MustCompile(`base|dataset\.now`)
	formatsMoment = regexp.MustCompile(`\bformat\.format\(`)
	serverZone    = regexp.MustCompile(`time\.Local\b|\)\.Local\(\)|\.In\(time\.UTC\)\.Format\("15`)
	asksBrowser   = regexp.MustCompile(`type="datetime-local"|type="time" value=\{ time\.`)
)

// TestATimeOnAScreenIsTheOfficesFromTheServer walks all scripts, and all pages and code behind them: no script shows a
// moment of the browser's own clock, and no page one of the machine's zone. Failed before: the field phone told since when
// something waits by its own clock.
func TestATimeOnAScreenIsTheOfficesFromTheServer(t *testing.T) {
	walked := 0
	look := func(path, text string) {
		walked++
		for i, line := range strings.Split(text, "\n") {
			script := strings.HasSuffix(path, ".js")
			switch {
			case script && browserMoment.MatchString(line), script && formatsMoment.MatchString(line) && !serverMoment.MatchString(line),
				!script && serverZone.MatchString(line), !script && asksBrowser.MatchString(line):
				t.Errorf("%s:%d shows a time that is not the office's: %s", path, i+1, strings.TrimSpace(line))
			}
		}
	}
	err := fs.WalkDir(assetFiles, "assets", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".js") && !strings.HasSuffix(path, "jsqr.js") {
			look(path, strings.ReplaceAll(Source(strings.TrimPrefix(path, "assets/")), "new Date(last).toISOString()", "")) // for the server, which bounds it
		}
		return err
	})
	if err == nil {
		err = filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
			if err != nil || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".templ") {
				return err
			}
			content, err := os.ReadFile(path)
			look(path, string(content))
			return err
		})
	}
	if err != nil || walked < 500 {
		t.Fatalf("%d files were walked, %v", walked, err)
	}
}
