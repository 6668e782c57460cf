// Package bus is what residents see of the Praotbus: when it is near, what one can do there, a calendar and
// a poster for each place, and the forms by which people ask for the bus or for a call at the door.
//
//   - Everything is found by postcode or village, works without JavaScript, and says when the bus is here
//     now or comes later.
//   - Who asks for the bus chooses from lists and leaves no name; the answer is read with a code.
//   - A partner answers by a link whose secret stands behind the "#" and reaches no log.
//   - Whether and when we come to a door is said before it is asked whose it is. Who has a document brought is sealed in
//     booking/contact, under the delivery's id; with its code they read, print, move and cancel it, as an appointment.
//
// What it refuses: to say anything of who is booked, or of the crew.
//
// It may import outreach, booking, its contact and its ledger, and web/page, web/lang, web/paper and web/resident.
package bus
