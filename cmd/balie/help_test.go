package main

import (
	"strings"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// helps are the helps that OPERATE.md shows, in its order.
var helps = [][]string{{"--help"}, {"serve", "--help"}}

// help is what a command prints about itself on a terminal of 80 columns.
func help(t *testing.T, args []string) string {
	t.Helper()
	t.Setenv("COLUMNS", "80")
	o := inProcess(t, args...)
	return "$ balie " + strings.Join(args, " ") + "\n" + servertest.WantDone(t, o).Out
}

func TestTheManualShowsTheHelp(t *testing.T) {
	for _, args := range helps {
		if text := help(t, args); !strings.Contains(operateText, text) {
			t.Errorf("OPERATE.md does not hold this help:\n%s", text)
		}
	}
	for page, text := range map[string]string{"operate": operateText, "proof": proofText} {
		if o := inProcess(t, "help", page); o.Code != 0 || o.Out != text {
			t.Errorf("balie help %s: %d %s", page, o.Code, o.Err)
		}
	}
}

func TestTheManualNamesEverySettingAndCommand(t *testing.T) {
	for _, s := range server.Settings {
		if !strings.Contains(operateText, "--"+s.Key) {
			t.Errorf("OPERATE.md does not name --%s", s.Key)
		}
	}
	for _, want := range []string{"go run ./cmd/balie demo\n", "go test ./...\n"} {
		if !strings.Contains(readFile(t, "README.md"), want) || !strings.Contains(readFile(t, ".ci/run"), strings.TrimSpace(want)) {
			t.Errorf("README.md and .ci/run do not both have %q", want)
		}
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	for _, command := range []string{"demo", "serve", "check", "import", "export", "user", "device", "backup", "restore", "outbox", "help", "version",
		"lab", "lab bench", "lab simulate", "lab route", "lab storybook"} {
		if text := help(t, append(strings.Fields(command), "--help")); !strings.Contains(text, "Usage: balie "+command) {
			t.Errorf("%s explains itself as %q", command, text)
		}
	}
	if o := inProcess(t, "version"); o.Code != 0 || !strings.HasPrefix(o.Out, "balie ") {
		t.Errorf("version: %+v", o)
	}
}
