// Package counter is what a colleague at a desk sees: now, the queue, and the house.
//
//   - Three areas that never jump, one big button, and a key on every button; all of it also works
//     without script.
//   - The queue and the house are live and the same for everybody (web/live): nothing there is about
//     a person, and a discreet product is named nowhere. Who sits at the desk now stands in the area
//     of that desk alone, and only while the desk has them.
//   - Every action is a POST that may be sent twice: it carries the session's token and a key of its own.
//   - A refusal stands on the page, above what was refused, and what was chosen is still chosen.
//
// What it refuses: to show a figure about a colleague or one desk.
//
// It may import queue, queue/steer, booking, booking/calendar, booking/contact, booking/ledger and web's shared rooms.
package counter
