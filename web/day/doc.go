// Package day is where team leads and managers look ahead and back: how many desks a day needs,
// how a day went and could have gone, and what to do when a desk falls out.
//
//   - Each page says one sentence first, then a picture and a table that say the same.
//   - What is simulated is marked as simulated.
//   - Nothing is carried out before it was shown with its effect, and nobody is moved unasked: people
//     are asked, by message or by the call list.
//
// Setting up products, offices and openings is another room: web/manage.
//
// What it refuses: a figure, forecast or replay about one colleague or one desk-day (I13).
//
// It may import queue, queue/sim, booking, booking/calendar, booking/roster, booking/ledger and web's
// shared rooms.
package day
