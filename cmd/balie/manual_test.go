package main

import (
	"bytes"
	"context"
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// manual are the pages that a person reads before, and while, they run Balie.
var manual = []string{"README.md", "cmd/balie/OPERATE.md", "cmd/balie/PROOF.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"}

// elsewhere are commands of the manual that are run by .ci/run, which is held to it here: a test cannot run all
// tests.
var elsewhere = []string{"go test ./...", "BALIE_STORIES=all go test ./...", ".ci/run"}

var (
	codeSpan = regexp.MustCompile("`([^`\n]+)`")
	fenced   = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
)

// spans are the pieces of code within the sentences of a page.
func spans(page string) (all []string) {
	for _, m := range codeSpan.FindAllStringSubmatch(fenced.ReplaceAllString(page, ""), -1) {
		all = append(all, strings.ReplaceAll(m[1], `\|`, "|"))
	}
	return all
}

// shellLines are the commands of a page that stand in blocks of their own, in their order.
func shellLines(page string) (all []string) {
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		if m[1] == "sh" {
			all = append(all, strings.Split(strings.TrimSpace(m[2]), "\n")...)
		}
	}
	return all
}

// TestEveryCommandWithinASentenceIsOne parses what the manual says of balie, and looks for the tests that it names.
func TestEveryCommandWithinASentenceIsOne(t *testing.T) {
	tests := testNames(t)
	for _, page := range manual {
		for _, span := range spans(readFile(t, page)) {
			args := words(span)
			switch {
			case slices.Contains(elsewhere, span):
				if !strings.Contains(readFile(t, ".ci/run"), "go test ./...") {
					t.Errorf("%s: .ci/run does not run %s", page, span)
				}
			case args[0] == "balie" && len(args) > 1 && !strings.HasPrefix(args[1], "-"):
				parses(t, page, span, args[1:])
			case strings.Contains(span, "go test"):
				namesTests(t, page, args, tests)
			}
		}
	}
}

func parses(t *testing.T, page, span string, args []string) {
	t.Helper()
	for i, a := range args {
		if strings.HasSuffix(a, ".csv") || strings.HasSuffix(a, ".json") {
			args[i] = servertest.FileOf(t, a, "")
		}
	}
	m := &Main{Process: server.Process{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}}
	if err := m.ParseFlags(args); err != nil && !strings.Contains(err.Error(), "expected ") {
		t.Errorf("%s: %s: %v", page, span, err)
	}
}

// namesTests fails unless each alternative of -run matches a test.
func namesTests(t *testing.T, page string, args, tests []string) {
	t.Helper()
	at := slices.Index(args, "-run")
	if at < 0 {
		return
	}
	pattern, _, _ := strings.Cut(args[at+1], "/")
	for _, one := range strings.Split(pattern, "|") {
		if !slices.ContainsFunc(tests, regexp.MustCompile(one).MatchString) {
			t.Errorf("%s: %v names no test: %s", page, args, one)
		}
	}
}

// words splits a command as a shell does, as far as the manual needs.
func words(command string) (all []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(command, -1) {
		all = append(all, m[1]+m[2]+m[3])
	}
	return append(all, "")[:max(1, len(all))]
}

func testNames(t *testing.T) (names []string) {
	t.Helper()
	for _, s := range sources(t) {
		if !s.test() {
			continue
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				names = append(names, f.Name.Name)
			}
		}
	}
	return names
}

// TestTheManualIsRunLiterally runs the blocks of OPERATE.md, of README.md and of CONTRIBUTING.md as they stand, in
// folders of their own in which the files lie that they name.
func TestTheManualIsRunLiterally(t *testing.T) {
	t.Run("operate", func(t *testing.T) {
		operate := readFile(t, "cmd/balie/OPERATE.md")
		folder := t.TempDir()
		if err := os.CopyFS(filepath.Join(folder, "town"), os.DirFS(filepath.Join(moduleRoot, "cmd/internal/demo/town"))); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string]string{"map.json": block(t, operate, "json", "delimiter"), "balie.toml": block(t, operate, "toml", "balie.toml"),
			"old.csv": "Nummer;Datum;Tijd;Product;Aantal;Locatie;Naam;E-mail;Telefoon;Taal;Opmerking\n"} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		runLines(t, folder, shellLines(operate))
	})
	t.Run("readme", func(t *testing.T) { runLines(t, moduleRoot, shellLines(readFile(t, "README.md"))) })
	t.Run("contributing", func(t *testing.T) { runLines(t, moduleRoot, shellLines(readFile(t, ".github/CONTRIBUTING.md"))) })
	if !servertest.Everything() {
		return
	}
	t.Run("proof", func(t *testing.T) {
		for _, span := range spans(readFile(t, "cmd/balie/PROOF.md")) {
			if (strings.HasPrefix(span, "go test ") || strings.HasPrefix(span, "balie lab ")) && !slices.Contains(elsewhere, span) {
				runLines(t, moduleRoot, []string{span})
			}
		}
	})
}

// block is the block of a page in a language that names something.
func block(t *testing.T, page, language, names string) string {
	t.Helper()
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		if m[1] == language && strings.Contains(m[2], names) {
			return m[2]
		}
	}
	t.Fatalf("there is no block of %s that names %s", language, names)
	return ""
}

// runLines runs commands one after another. One that serves is left running beside the others until one that
// needs it gone, and must end well.
func runLines(t *testing.T, folder string, lines []string) {
	t.Helper()
	var end func()
	stop := func() {
		if end != nil {
			end()
		}
		end = nil
	}
	defer stop()
	for _, line := range lines {
		switch {
		case slices.Contains(elsewhere, line):
		case strings.Contains(line, "balie demo") || strings.Contains(line, "balie serve") && !strings.Contains(line, "--show-config"):
			stop()
			end = beside(t, folder, line)
		default:
			if strings.Contains(line, "balie restore") {
				stop()
			}
			if said, err := shell(t, t.Context(), folder, line).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", line, err, said)
			}
		}
	}
}

// shell is a command that finds the program, which listens on a port of its own.
func shell(t *testing.T, ctx context.Context, folder, line string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(ctx, "sh", "-c", line)
	c.Dir = folder
	c.Env = append(slices.DeleteFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, "BALIE_") }),
		"PATH="+filepath.Dir(servertest.Program(t).Path)+":"+os.Getenv("PATH"))
	if strings.Contains(line, "balie demo") || strings.Contains(line, "balie serve") {
		c.Env = append(c.Env, "BALIE_LISTEN=127.0.0.1:0")
	}
	return c
}

// beside starts a command that serves, waits until it says where, and returns what ends it.
func beside(t *testing.T, folder, line string) (end func()) {
	t.Helper()
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	c := shell(t, context.WithoutCancel(t.Context()), folder, "exec "+line)
	c.Stdout, c.Stderr = said, said
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	content := func() string { text, _ := os.ReadFile(said.Name()); return string(text) }
	servertest.Soon(t, line+" listens", func() bool { return strings.Contains(content(), "http://127.0.0.1:") })
	return func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGINT)
		if err := c.Wait(); err != nil && !strings.Contains(line, "go run") {
			t.Errorf("%s: %v\n%s", line, err, content())
		}
		_ = said.Close()
	}
}
