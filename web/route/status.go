package route

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// statuses is the one table from what kind of refusal an error is to what HTTP calls it.
var statuses = map[ledger.Code]int{
	ledger.Invalid:        fiber.StatusUnprocessableEntity,
	ledger.NotFound:       fiber.StatusNotFound,
	ledger.Conflict:       fiber.StatusConflict,
	ledger.Forbidden:      fiber.StatusForbidden,
	ledger.Gone:           fiber.StatusGone,
	ledger.Busy:           fiber.StatusServiceUnavailable,
	ledger.UnknownOutcome: fiber.StatusServiceUnavailable,
	ledger.Internal:       fiber.StatusInternalServerError,
}

// closer are the statuses of refusals that HTTP has a closer word for than their kind, by key.
var closer = map[string]int{}

// Status is the HTTP status of an error, the same on a page, in a fragment and for a machine. What is no
// refusal of ours is 500.
func Status(err error) int {
	if status, ok := closer[ledger.KeyOf(err)]; ok {
		return status
	}
	return statuses[ledger.CodeOf(err)]
}

// As gives a refusal a closer status than its kind has, where it is declared:
//
//	var ErrLimit = route.As(fiber.StatusTooManyRequests, ledger.Refuse(ledger.Busy, "limit.reached"))
//
// It is for package variables only: nothing may call it while requests are answered.
func As(status int, refusal *ledger.Error) *ledger.Error {
	closer[refusal.Key] = status
	return refusal
}
