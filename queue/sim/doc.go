// Package sim plays whole days of a town hall, so that policies and staffing can be compared
// before anybody stands in a queue.
//
//   - Pure and repeatable: a day is made from a seed, and every policy meets the same guests. The
//     number of cores changes nothing.
//   - Compare plays several policies side by side, from calling by arrival to perfect foresight, and
//     says how sure each difference is. The policy rollout is steer's own code.
//   - Staffing says how many desks each half hour needs to keep the norm, and Values what one more
//     skill is worth. Score holds forecasts of the wait against what was waited.
//   - Its line of customers reproduces what queueing theory knows exactly.
//   - A simulated figure is always marked as simulated.
//
// What it refuses: to read the ledger, or to say anything about one colleague.
//
// It may import queue/steer and booking/calendar.
package sim
