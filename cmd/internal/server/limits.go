package server

import (
	"math"

	"balie/web"
)

// Unlimited are limits that nobody meets, for one machine that plays everybody.
var Unlimited = web.Limits{
	web.Look: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Change: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
	web.Guess: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Enter: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
}
