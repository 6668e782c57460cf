// Package lobby is what hangs and stands in the hall: the pillar, the board, the ticket on a phone.
//
// Not built yet. What it will promise:
//
//   - The pillar asks one question at a time, with at most six choices, and forgets the last
//     visitor when nobody touches it.
//   - The board is read from ten metres, shows the age of its data and recovers by itself.
//   - The ticket page shows people before you and a range, and works without script.
//
// What it refuses: names, on any screen.
//
// It may import kiosk, queue, booking, booking/ledger and web's shared rooms.
package lobby
