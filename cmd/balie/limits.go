package main

import (
	"math"

	"balie/web"
)

// unlimited are limits that nobody meets, for one machine that plays everybody.
var unlimited = web.Limits{
	web.Look: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Change: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
	web.Guess: {Burst: math.MaxInt32, PerMinute: math.MaxInt32}, web.Enter: {Burst: math.MaxInt32, PerMinute: math.MaxInt32},
}
