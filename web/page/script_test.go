package page

import (
	"io/fs"
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
	if err != nil || formats < 3 {
		t.Fatalf("%d scripts format a time, %v", formats, err)
	}
}
