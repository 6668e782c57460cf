package browser

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch hears what a person does not see: requests, the console, and what the browser refused.
type watch struct {
	base    string
	refused bool
	framed  bool

	mu        sync.Mutex
	addresses []string // every address that was asked for
	wrong     []string
}

// hear takes an event of the browser's protocol.
func (w *watch) hear(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.addresses = append(w.addresses, e.Request.URL)
		if !strings.HasPrefix(e.Request.URL, w.base+"/") && !strings.HasPrefix(e.Request.URL, "data:") { // the browser draws its own fields so
			w.complain("asked another origin for %s", e.Request.URL)
		}
	case *runtime.EventConsoleAPICalled:
		w.complain("console.%s was called", e.Type)
	case *runtime.EventExceptionThrown:
		w.complain("script failed: %s %v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelInfo || e.Entry.Level == log.EntryLevelVerbose {
			return
		}
		if w.framed && strings.Contains(e.Entry.Text, "preloaded using link preload but not used") {
			return
		}
		if !w.refused || e.Entry.Source != log.EntrySourceNetwork || !strings.Contains(e.Entry.Text, "with a status of 4") {
			w.complain("%s %s: %s (%s)", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *audits.EventIssueAdded:
		w.hearIssue(e.Issue)
	}
}

// hearIssue takes what the browser has to say against a page.
func (w *watch) hearIssue(issue *audits.InspectorIssue) {
	d := issue.Details
	switch {
	case d != nil && d.ContentSecurityPolicyIssueDetails != nil:
		csp := d.ContentSecurityPolicyIssueDetails
		w.complain("issue %s: %s %s", issue.Code, csp.ViolatedDirective, csp.BlockedURL)
	case d != nil && d.GenericIssueDetails != nil:
		w.complain("issue %s: %s", issue.Code, d.GenericIssueDetails.ErrorType)
	default:
		w.complain("issue %s", issue.Code)
	}
}

func (w *watch) complain(format string, args ...any) {
	w.wrong = append(w.wrong, fmt.Sprintf(format, args...))
}

// Asked reports whether an address with these words in it was asked for.
func (w *watch) Asked(words string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.addresses {
		if strings.Contains(a, words) {
			return true
		}
	}
	return false
}

// report fails a test for everything that was heard, and for a watch that heard nothing at all.
func (w *watch) report(t *testing.T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, wrong := range w.wrong {
		t.Error("behind the page: ", wrong)
	}
	if len(w.addresses) == 0 {
		t.Error("the watch heard no request")
	}
}

// WantHeard waits for a complaint and takes it back, since it was meant to be.
func (b *Tab) WantHeard(words string) {
	b.T.Helper()
	for begin := time.Now(); time.Since(begin) < patience; time.Sleep(5 * time.Millisecond) {
		if b.Forgive(words) {
			return
		}
	}
	b.T.Errorf("the watch did not hear %q", words)
}

// Forgive takes back the complaints with these words, if there are any.
func (w *watch) Forgive(words string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := len(w.wrong)
	w.wrong = slices.DeleteFunc(w.wrong, func(c string) bool { return strings.Contains(c, words) })
	return len(w.wrong) < before
}
