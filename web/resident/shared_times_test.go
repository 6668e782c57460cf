package resident

import (
	"fmt"
	"testing"
	"time"
)

func TestSharedPagesAreNoOlderThanASecondAndTheLedger(t *testing.T) {
	var s sharedPages
	noon := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	s.keep("a", sharedPage{7, noon, []byte("page")})
	for _, c := range []struct {
		name  string
		seq   uint64
		after time.Duration
		want  bool
	}{
		{"a", 7, 0, true}, {"a", 7, 999 * time.Millisecond, true}, {"a", 7, time.Second, false}, {"a", 7, -time.Millisecond, false},
		{"a", 8, 0, false}, {"b", 7, 0, false},
	} {
		if _, ok := s.find(c.name, c.seq, noon.Add(c.after)); ok != c.want {
			t.Errorf("%+v: found %v", c, ok)
		}
	}
}

func TestSharedPagesAreBounded(t *testing.T) {
	var s sharedPages
	for n := range 5 * mostShared {
		s.keep(fmt.Sprint(n), sharedPage{html: make([]byte, 1)})
		if len(s.young)+len(s.old) > 2*mostShared {
			t.Fatalf("%d pages are kept", len(s.young)+len(s.old))
		}
	}
}
