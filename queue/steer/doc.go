// Package steer decides whom to call next, on the state of the office as it is.
//
//   - Pure: the state in, a decision with its alternatives out. No clock, no store. The same input
//     always gives the same decision, so that "why not me?" can be answered.
//   - EDD calls by the earliest due date and looks ahead: it starts nothing that an appointment
//     would have to wait for, unless another desk can take that appointment in time.
//   - No walk-in starves: whoever was passed over for FairAfter stands above everything but those
//     who cannot wait.
//   - Decide is the one door. Where enough is known it plays every candidate, waiting and keeping a
//     desk included, in the same drawn futures of the coming hour and takes what costs least on
//     average; without, it is EDD. Drawing starts from a seed, so the same state decides the same.
//   - A decision says what each alternative would have cost and how many more would pass the norm.
//   - Predict, PredictNewcomer and Warn answer from the same futures: a range for the wait, the risk, and
//     the one action that prevents a breach minutes ahead, where there is one.
//
// What it refuses: to be told who a colleague is. It knows desks and skills.
//
// It may import booking/calendar and nothing else of ours.
package steer
