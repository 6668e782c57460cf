package queue

import (
	"context"

	"balie/booking/ledger"
)

// What a test of this package needs of queue/forecast, which imports it: forecast_test.go sets them.
var (
	TestSight   StateReader
	TestLearner Learner
	TestWatch   func(context.Context, *ledger.Ledger) (asked int, err error)
)
