// Package steer decides whom to call next, on the state of the office as it is.
//
//   - Pure: the state in, a decision with its alternatives out. No clock, no store. The same input
//     always gives the same decision, so that "why not me?" can be answered.
//   - EDD calls by the earliest due date and looks ahead: it starts nothing that an appointment
//     would have to wait for, unless another desk can take that appointment in time.
//   - No walk-in starves: whoever was passed over for FairAfter stands above everything but those
//     who cannot wait.
//   - Decide is the one door: whatever decides better takes its place there.
//
// Not built yet, and promised: every candidate, waiting included, is scored by rollouts with common
// random numbers over the next hour, from a seed; without enough history it falls back to EDD. The
// same code then answers what to expect: a range for the wait, the risk of breaking the norm, and
// whether to ask a colleague for help now.
//
// What it refuses: to be told who a colleague is. It knows desks and skills.
//
// It may import booking/calendar and nothing else of ours.
package steer
