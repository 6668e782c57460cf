// Package kiosk is the door: it lets people arrive. Pillars and boards will be paired here too.
//
//   - One arrival is one ticket. A second scan shows the same ticket, however fast it comes:
//     appointment and ticket change in one transaction (Arrive).
//   - It is the only room where somebody at the door gets a ticket for an appointment.
//   - Early, late, another day, another office, already arrived, cancelled: each is an outcome with
//     what a kind answer needs, and none is an error. Who is more than an hour early is told when
//     to come back; who is up to a quarter of an hour late is in time; up to an hour late they are
//     called in between; later they ask the desk, where a colleague may let them in.
//
// Not built yet, and promised: a device is paired by a short code, for one office or one vehicle
// label, and can be unpaired; a walk-in hears the honest wait before choosing, and may take an
// appointment instead.
//
// What it refuses: to show a name on any screen, and to trust a device that was not paired.
//
// It may import queue, booking, booking/calendar, booking/contact and booking/ledger.
package kiosk
