package queue_test

import (
	"context"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
)

func init() {
	queue.TestSight, queue.TestLearner = forecast.SteeringState, forecast.Learner{}
	queue.TestWatch = func(ctx context.Context, l *ledger.Ledger) (int, error) {
		return forecast.Watch(ctx, l)
	}
}
