// Package sim plays whole days of a town hall, so that policies and staffing can be compared
// before anybody stands in a queue.
//
// Not built yet. What it will promise:
//
//   - Pure and repeatable: a day is made from a seed, and two policies meet the same guests.
//   - Several policies side by side, with the norm met as a share and with its spread.
//   - How many desks each half hour needs to keep the norm.
//   - A simulated figure is always marked as simulated.
//
// What it refuses: to read the ledger, or to say anything about one colleague.
//
// It may import queue/steer and booking/calendar.
package sim
