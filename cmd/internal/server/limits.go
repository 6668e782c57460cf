package server

import (
	"math"

	"balie/web"
	"balie/web/route"
)

// Unlimited are limits that nobody meets, for one machine that plays everybody.
var Unlimited = web.Limits{
	route.Look: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, route.Change: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
	route.Guess: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, route.Enter: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
}
