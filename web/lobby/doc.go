// Package lobby is what hangs and stands in the hall: the check-in kiosk, the queue display, the ticket on a phone, and
// the page on which a team lead says what each screen is for.
//
//   - A browser becomes a screen by a code that it shows; Guard lets nobody else through, and from the
//     moment it is unpaired not that one either.
//   - The check-in kiosk asks one question at a time, with at most six choices. It keeps nothing of a visitor in
//     an address, and forgets the last one when nobody touches it.
//   - The queue display is read from ten metres, says calls one after the other, shows the age of what it shows
//     and recovers by itself.
//   - The ticket page finds its place in the order that all phones are sent alike, and works without
//     script.
//
// What it refuses: names, on any screen in the hall.
//
// It may import kiosk, queue, booking and its rooms, and web's shared rooms.
package lobby
