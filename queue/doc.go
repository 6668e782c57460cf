// Package queue keeps the order of the people who are in the house now: tickets, the desks in
// service, calling, and the published norm of five minutes.
//
// Not built yet. What it will promise:
//
//   - A ticket is called by one desk. Call is one write transaction; the second desk is refused
//     with the number of the first.
//   - A ticket keeps three clocks, booked, arrived and called. The norm is measured from the later
//     of booked and arrived, and the raw wait is reported beside it.
//   - Numbers are unique in an office-day, across a crash, midnight and a change of the clock.
//   - Only people who are present are called. A transfer keeps number and clocks.
//   - waiting, called, serving, parked, done, left, missed: one table of legal moves, and every
//     other move is refused by name.
//   - Finish and Miss tell booking in the same transaction.
//
// What it refuses: to know a person's name, to rank colleagues, and any figure about one desk-day.
//
// It may import booking, booking/calendar, booking/ledger and booking/roster, and its own pure
// rooms queue/steer and queue/sim. booking never names queue.
package queue
