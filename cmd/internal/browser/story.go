package browser

import (
	"fmt"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// Story is what people with a browser do, and what they must see.
type Story struct {
	Name   string
	Tell   func(*testing.T, *Town)
	Always bool // told by a plain go test too, the others with BALIE_STORIES=all
	Aside  bool // it counts nothing of the demo and moves no clock: told beside another
}

// Tell tells the stories of one audience: one browser and one server for all of them, one tab or more for
// each. prepare furnishes the demo for them, if it is given.
func Tell(t *testing.T, prepare func(*testing.T, *Town), stories ...Story) {
	t.Helper()
	told := toTell(t, stories)
	w := &Town{Browser: StartBrowser(t)}
	w.Server = w.startDemo(t)
	if prepare != nil {
		prepare(t, w)
	}
	for _, s := range told {
		t.Run(s.Name, func(t *testing.T) {
			if s.Aside {
				t.Parallel()
			}
			s.Tell(t, w)
		})
	}
}

// toTell are the stories that this run tells. What it leaves out is said in a line, with what would tell it.
func toTell(t *testing.T, stories []Story) (told []Story) {
	t.Helper()
	var left []string
	for _, s := range stories {
		if s.Always || servertest.Everything() {
			told = append(told, s)
			continue
		}
		left = append(left, s.Name)
	}
	if len(left) > 0 {
		said := fmt.Sprintf("SKIPPED stories: %s; BALIE_STORIES=all go test ./... tells them", strings.Join(left, ", "))
		t.Cleanup(func() { fmt.Println(said) })
	}
	return told
}
