package main

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// What a demo may take: of memory that is its own, and of time until its first page. A machine that does
// something else meanwhile gets more time.
const (
	mostDemoMemory = 90 << 20
	mostDemoStart  = 2 * time.Second
	demoPages      = 200
)

// TestADemoIsSmallAndQuick starts the program as somebody does who looks around, and looks at its pages.
func TestADemoIsSmallAndQuick(t *testing.T) {
	if _, err := os.Stat("/proc/self/smaps_rollup"); err != nil {
		t.Skip("this machine does not say how much memory is a process's own")
	}
	servertest.Run(t, "version") // built before the clock runs
	c := servertest.Program(t, "demo", "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	})
	address := ""
	for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
		if _, after, found := strings.Cut(lines.Text(), "residents   "); found {
			address = strings.TrimSuffix(after, "/")
		}
	}
	lookAround(t, address, 1)
	started := time.Since(begin)
	lookAround(t, address, demoPages)
	memory := ownMemory(t, c.Process.Pid)
	t.Logf("first page after %v, %d MB of its own after %d pages", started.Round(time.Millisecond), memory>>20, demoPages)
	if memory > mostDemoMemory || started > mostDemoStart*servertest.Slower {
		t.Errorf("first page after %v, %d MB of its own; may be %v and %d MB", started, memory>>20, mostDemoStart, mostDemoMemory>>20)
	}
}

// lookAround asks for n pages, those of residents and of a team lead by turns.
func lookAround(t *testing.T, address string, n int) {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	paths := []string{"/", "/praotbus"}
	if n > 1 {
		a, err := b.PostForm(address+"/medewerker/inloggen", url.Values{"login": {"teamleider"}, "wachtzin": {demo.Passphrase}})
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		paths = append(paths, "/afspraak?product=paspoort", "/medewerker", "/medewerker/vandaag", "/medewerker/ontvangst", "/medewerker/terug", "/medewerker/inzet", "/medewerker/rooster")
	}
	for i := range n {
		a, err := b.Get(address + paths[i%len(paths)])
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		if a.StatusCode != http.StatusOK && i < len(paths) {
			t.Errorf("%s is answered %d", paths[i%len(paths)], a.StatusCode)
		}
	}
}

// ownMemory is the anonymous memory of a process, in bytes.
func ownMemory(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(pid), "smaps_rollup"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "Anonymous:" {
			kilobytes, err := strconv.Atoi(f[1])
			if err != nil {
				t.Fatal(err)
			}
			return kilobytes << 10
		}
	}
	t.Fatal("no line of anonymous memory")
	return 0
}
