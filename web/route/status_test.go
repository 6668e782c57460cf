package route

import (
	"errors"
	"testing"

	"balie/booking/ledger"
)

func TestEveryCodeHasAStatus(t *testing.T) {
	for _, code := range []ledger.Code{ledger.Invalid, ledger.NotFound, ledger.Conflict, ledger.Forbidden, ledger.Gone,
		ledger.Busy, ledger.UnknownOutcome, ledger.Internal} {
		if statuses[code] == 0 {
			t.Errorf("%s has no status", code)
		}
	}
}

func TestARefusalHasItsCloserStatusWhateverItsArguments(t *testing.T) {
	enough := As(429, ledger.Refuse(ledger.Busy, "test.enough"))
	for want, err := range map[int]error{
		429: enough.With("seconds", 3), 503: ledger.ErrBusy, 410: ledger.Refuse(ledger.Gone, "test.gone"),
		422: ledger.Refuse(ledger.Invalid, "test.invalid"), 500: errors.New("anything else"),
	} {
		if got := Status(err); got != want {
			t.Errorf("%v: %d, want %d", err, got, want)
		}
	}
}
