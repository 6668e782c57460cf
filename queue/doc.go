// Package queue keeps the order of the people who are in the house now: tickets, the desks in
// service, calling, and the published norm of five minutes.
//
//   - A ticket is called by one desk (I2). Call is one write transaction at the version of the
//     queue that was decided on, and refuses if the queue moved; Next decides, calls, and at the
//     third try decides within the transaction. The same press of a button returns the same ticket.
//   - A ticket keeps three clocks, booked, arrived and called. The norm is measured from the later
//     of booked and arrived, and the raw wait is reported beside it. Walk-ins have their own norm.
//   - Numbers are unique in an office-day, across a crash, midnight and a change of the clock (I9):
//     the day is that of the office, and its counters are in the ledger.
//   - Only people who are present are called. A transfer keeps number and clocks.
//   - waiting, called, serving, parked, done, left, missed: one table of legal moves, and every
//     other move is refused by name. The last step of a desk can be undone for half a minute.
//   - Finish, Miss and Leave tell booking in the same transaction, and Join has one ticket for an
//     appointment (I8).
//   - Look and a decision read who is in the house, not the history.
//   - CloseDay leaves nobody in the house, and can be cut short anywhere.
//   - RecordPaperVisit notes a visit that was helped on paper, with its own clocks.
//   - A quiet alarm (RaiseAlarm) is raised, heard and ended; who did so stands in the audit alone,
//     and after half a minute without an answer it is for everybody.
//
// Every verb takes the transaction first, then where the colleague stands (At), and is a file of
// its own. The transaction's actor is the colleague: desk verbs refuse whoever does not have that
// desk. Which colleague has which desk is known to Service alone, which goes when they leave or
// the day is closed; no ticket, event or figure names a colleague, and after the day is closed no
// ticket names a desk (I13).
//
// What it refuses: to know a person's name, to rank colleagues, and any figure about one desk-day.
//
// booking never names queue. What is expected of the queue is in queue/forecast, which reads it: a decision
// takes its Sight and a closing day its Learner as arguments.
package queue
