package main

import (
	"strings"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// helps are the helps that README shows, in its order.
var helps = [][]string{{"--help"}, {"serve", "--help"}}

// help is what a command prints about itself on a terminal of 80 columns.
func help(t *testing.T, args []string) string {
	t.Helper()
	t.Setenv("COLUMNS", "80")
	o := inProcess(t, args...)
	return "$ balie " + strings.Join(args, " ") + "\n" + servertest.WantDone(t, o).Out
}

func TestREADMEShowsTheHelp(t *testing.T) {
	readme := readFile(t, "README.md")
	for _, args := range helps {
		if text := help(t, args); !strings.Contains(readme, text) {
			t.Errorf("README.md does not hold this help:\n%s", text)
		}
	}
}

func TestREADMENamesEverySettingAndCommand(t *testing.T) {
	readme := readFile(t, "README.md")
	for _, s := range server.Settings {
		if !strings.Contains(readme, "--"+s.Key) {
			t.Errorf("README.md does not name --%s", s.Key)
		}
	}
	for _, want := range []string{"go run ./cmd/balie demo\n", "go test ./...\n"} {
		if !strings.Contains(readme, want) || !strings.Contains(readFile(t, ".ci/run"), strings.TrimSpace(want)) {
			t.Errorf("README.md and .ci/run do not both have %q", want)
		}
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	for _, command := range strings.Fields("demo serve check import export user backup restore outbox simulate route bench storybook routes version") {
		if text := help(t, []string{command, "--help"}); !strings.Contains(text, "Usage: balie "+command) {
			t.Errorf("%s explains itself as %q", command, text)
		}
	}
	if o := inProcess(t, "version"); o.Code != 0 || !strings.HasPrefix(o.Out, "balie ") {
		t.Errorf("version: %+v", o)
	}
}
