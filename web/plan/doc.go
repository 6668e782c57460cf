// Package plan is where colleagues plan who is where: the roster of the desks, and the outings of the
// Praotbus on one plan.
//
//   - The roster shows a week of an office: who is there, which desks have nobody, and each rule that a
//     duty breaks, by name. A rule about agreements can be broken knowingly; others cannot.
//   - One's own duties and requests to swap stand on a page of one's own, and on nobody else's.
//   - Everything works with plain forms; dragging does the same as a form and asks the same questions.
//
// What it refuses: a sum, a share or a ranking about one colleague (I13).
//
// It may import outreach, booking and its rooms, web/page, web/lang, web/paper and web/account.
package plan
