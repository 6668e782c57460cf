package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// story is what people with a browser do, and what they must see.
type story struct {
	name   string
	tell   func(*testing.T, *town)
	always bool // told by a plain go test too, the others with BALIE_STORIES=all
	aside  bool // it counts nothing of the demo and moves no clock: told beside another
}

// everyStory reports whether every story is told, in every language, as the checks of a change do. A plain go
// test tells one for each audience, in Dutch.
func everyStory() bool { return os.Getenv("BALIE_STORIES") == "all" }

// tellAll tells the stories of one audience: one browser and one server for all of them, one tab or more for
// each. prepare furnishes the demo for them, if it is given.
func tellAll(t *testing.T, prepare func(*testing.T, *town), stories ...story) {
	t.Helper()
	told := toTell(t, stories)
	w := &town{browser: startBrowser(t)}
	w.server = w.startDemo(t)
	if prepare != nil {
		prepare(t, w)
	}
	for _, s := range told {
		t.Run(s.name, func(t *testing.T) {
			if s.aside {
				t.Parallel()
			}
			s.tell(t, w)
		})
	}
}

// toTell are the stories that this run tells. What it leaves out is said in a line, with what would tell it.
func toTell(t *testing.T, stories []story) (told []story) {
	t.Helper()
	var left []string
	for _, s := range stories {
		if s.always || everyStory() {
			told = append(told, s)
			continue
		}
		left = append(left, s.name)
	}
	if len(left) > 0 {
		said := fmt.Sprintf("SKIPPED %d stories (%s): BALIE_STORIES=all go test %s tells them", len(left), strings.Join(left, ", "), "./cmd/internal/browser/...")
		t.Cleanup(func() { fmt.Println(said) })
	}
	return told
}
