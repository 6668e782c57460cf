// Package calendar knows which cells of which day are open, and why.
//
// A day is a grid of 288 cells of five minutes of the office's wall clock.
// Supply is computed from rules when it is asked for: nothing is stored ahead,
// so nothing drifts when a rule changes. Rules are weighed in one order:
//
//	closure > exception > holiday > opening
//
// The package promises that the same rules and the same date always give the
// same windows, in the same order, and that [Rules.Explain] names the rule that
// decided a cell. It never reads a clock or a file, and it never opens a cell
// whose wall time does not exist or exists twice that day: see [At].
package calendar
