// Package steer decides whom to call next, by looking an hour ahead on the state as it is.
//
// Not built yet. What it will promise:
//
//   - Pure: the state and a seed in, a decision with its alternatives out. No clock, no store.
//     The same input always gives the same decision, so that "why not me?" can be answered.
//   - Every candidate, waiting included, is scored by rollouts with common random numbers.
//   - No walk-in starves: a cap on being passed over stands above every score.
//   - Without enough history it falls back to the earliest due date with look-ahead.
//   - The same code answers what to expect: a range for the wait, the risk of breaking the norm,
//     and whether to ask a colleague for help now.
//
// What it refuses: to be told who a colleague is. It knows desks and skills.
//
// It may import booking/calendar and nothing else of ours.
package steer
