// Package field is the phone of the team on the road: today's outing with its stops, who comes and who is
// there, and what was done.
//
//   - Every action is one form with an id: with signal it is done at once; without it the phone keeps the
//     action, and sends it as a line of a batch later. The same id counts once, whatever phone sends it.
//   - What the stops, notes and marks are is outreach's; numbers are called, helped and done with the verbs
//     of the queue. The desk of the bus is the team's: both phones help the same person.
//   - Whoever was helped without signal is noted with the times of then.
//   - A visit is number, first name, product and time; a phone keeps those of today only, sealed with a PIN.
//
// What it refuses: to count one colleague, and to lose what was done. An action that does not apply any more
// is answered with its reason and stays on the phone until somebody has read that.
//
// It may import outreach, queue, kiosk, booking and its rooms, and web's shared rooms.
package field
