// Package phone is the telephone team: today at a glance, one appointment after one confirmed fact,
// booking for somebody else, calling back, and the call list of whom no message reaches.
//
//   - A search names its reason and says only how many it found. What stands in an appointment is
//     shown after the caller has said one thing that the search did not give away, and every step is
//     noted for the auditor before anything is shown.
//   - The access to one appointment is a signed mark of half an hour, of no use to another colleague.
//   - Booking for somebody is one page for the keyboard, with the offers and words of the public
//     pages and the staff's share; it makes one appointment however often it is sent.
//   - Calls by phone and video run through the queue: a desk takes the next, notes whether they were
//     reached, and hands over with the question.
//
// What it refuses: lists of names, and figures about a colleague.
//
// It may import queue, booking and its rooms, web/page, web/lang, web/live and web/account.
package phone
