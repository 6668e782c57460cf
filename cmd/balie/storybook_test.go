package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// TestTheStorybookIsServedUntilItIsStopped starts the command as a user does.
func TestTheStorybookIsServedUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	said := &lines{}
	m := &Main{process: process{Out: said, Err: said, Clock: noon}}
	ended := make(chan int, 1)
	go func() { ended <- m.Execute(ctx, []string{"storybook", "--listen", "127.0.0.1:0"}) }()
	var base string
	soon(t, "it listens", func() bool { base = regexp.MustCompile(`http://[0-9.:]+`).FindString(said.text()); return base != "" })
	answer, err := http.Get(base + "/en/verhaal/resident/times?kleur=dark")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); answer.StatusCode != 200 || !strings.Contains(string(body), `data-theme="dark"`) {
		t.Errorf("%d %.300s", answer.StatusCode, body)
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("ended with %d: %s", code, said.text())
	}
}

// lines is a writer that a test reads while it is written.
type lines struct {
	mu      sync.Mutex
	content strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.content.Write(p)
}

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.content.String()
}

// TestAThemeThatCannotBeReadDoesNotStart names the pair and its ratio; a backup needs no theme.
func TestAThemeThatCannotBeReadDoesNotStart(t *testing.T) {
	data, folder := imported(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "theme.css"), []byte(":root { --basis-color-default-color-document: #aaaaaa; }"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1", "--theme", folder), "default-color-document on default-bg-document", "2.29", "4.5")
	wantRefused(t, inProcess(t, "storybook", "--listen", "127.0.0.1:0", "--theme", folder), "default-color-document")
	wantRefused(t, inProcess(t, "serve", "--data", data, "--theme", filepath.Join(folder, "none")), "theme", "must be a folder")
	config := fileOf(t, "balie.toml", "theme = \""+folder+"\"\n")
	wantDone(t, inProcess(t, "backup", "--data", data, "--config", config))
}
