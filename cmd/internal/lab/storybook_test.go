package lab

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestTheStorybookIsServedUntilItIsStopped starts the command as a user does.
func TestTheStorybookIsServedUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	said := &lines{}
	ended, listen := make(chan error, 1), "127.0.0.1:0"
	go func() {
		ended <- (&Storybook{Listen: &listen}).Run(ctx, &server.Process{Out: said, Err: said, Clock: servertest.Noon})
	}()
	var base string
	servertest.Soon(t, "it listens", func() bool { base = regexp.MustCompile(`http://[0-9.:]+`).FindString(said.text()); return base != "" })
	answer, err := http.Get(base + "/en/verhaal/resident/times?kleur=dark")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if body, _ := io.ReadAll(answer.Body); answer.StatusCode != 200 || !strings.Contains(string(body), `data-theme="dark"`) {
		t.Errorf("%d %.300s", answer.StatusCode, body)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("%v: %s", err, said.text())
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
