package web

import (
	"strings"
	"testing"
	"time"
)

// TestAShareIsRefusedWhileWorkWaits moves the share up while work waits, holds it against what is
// refused, and lets it fall again.
func TestAShareIsRefusedWhileWorkWaits(t *testing.T) {
	var s shed
	refused := func(of int) (n int) {
		for range of {
			if s.refuses() {
				n++
			}
		}
		return n
	}
	if n := refused(1000); n != 0 {
		t.Errorf("%d of 1,000 are refused while nothing waits", n)
	}
	for range 10 {
		s.note(lagLong + time.Millisecond)
	}
	if n := refused(1000); n < 499 || n > 501 {
		t.Errorf("%d of 1,000 are refused at a share of one half", n)
	}
	for range 100 {
		s.note(time.Second)
	}
	if n := refused(1000); n < 949 || n > 951 {
		t.Errorf("%d of 1,000 are refused at the most", n)
	}
	for range 100 {
		s.note(0)
	}
	if n := refused(1000); n != 0 {
		t.Errorf("%d of 1,000 are refused after it is over", n)
	}
}

func TestWhoeverComesTooManyIsToldToComeBack(t *testing.T) {
	a := New(newOptions(t))
	a.shed.share.Store(shedAtMost)
	for _, language := range Languages {
		for range 30 {
			answer, body := ask(t, a, "GET", "/"+language+"/", "")
			if answer.StatusCode == 200 {
				continue
			}
			if answer.StatusCode != 503 || answer.Header.Get("Retry-After") == "" || answer.Header.Get("Cache-Control") != "no-store" {
				t.Fatalf("status %d, headers %v", answer.StatusCode, answer.Header)
			}
			if !strings.Contains(body, `<html lang="`+language+`"`) || !strings.Contains(body, "<h1") {
				t.Fatalf("the page in %s is\n%.300s", language, body)
			}
		}
	}
	if n := a.shed.refused.Load(); n < 80 || n > 90 {
		t.Errorf("%d of 90 are counted as refused", n)
	}
	if answer, _ := ask(t, a, "GET", "/healthz", ""); answer.StatusCode != 200 {
		t.Errorf("health is answered %d", answer.StatusCode)
	}
}
