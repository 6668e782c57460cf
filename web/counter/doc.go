// Package counter is what a colleague at a desk sees: now, the queue, and the house.
//
// Not built yet. What it will promise:
//
//   - Three areas that never jump, one big button, and a key on every button.
//   - Live through web/live, and still right after a lost connection.
//   - Every action is a POST that may be sent twice, with a session token in the form.
//   - A discreet product is named nowhere on the screen.
//
// What it refuses: to show a figure about a colleague.
//
// It may import queue, booking, booking/contact, booking/ledger and web's shared rooms.
package counter
