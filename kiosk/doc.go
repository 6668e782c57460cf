// Package kiosk is the door: it lets people arrive, and knows the screens of the hall.
//
//   - One arrival is one ticket. A second scan shows the same ticket, however fast it comes:
//     appointment and ticket change in one transaction (Arrive).
//   - It is the only room where somebody at the door gets a ticket for an appointment.
//   - Early, late, another day, another office, already arrived, cancelled: each is an outcome with
//     what a kind answer needs, and none is an error. Who is more than an hour early is told when
//     to come back; who is up to a quarter of an hour late is in time; up to an hour late they are
//     called in between; later they ask the desk, where a colleague may let them in.
//
// Screens:
//
//   - A device is paired by a short code that it shows, for one office or for wherever the vehicle of
//     a label stands today, and can be unpaired: its next request is refused (AskToPair, Pair, Unpair).
//   - Whoever comes without an appointment takes a number, or hears why not (TakeNumber).
//   - A check-in kiosk calls the receptionist, who answers that somebody comes (CallHelp, AnswerHelp).
//   - A message stands on the queue displays until its last day (PutUp, TakeDown).
//   - The list of an office today leaves this program sealed: it opens with the PIN of the office and the
//     half of the key that is given out on that day alone (ListOf, Seal).
//
// What it refuses: to show a name on any screen, and to trust a device that was not paired.
//
// It may import queue, booking, booking/calendar, booking/contact and booking/ledger.
package kiosk
