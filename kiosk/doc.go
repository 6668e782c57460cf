// Package kiosk is the door: it pairs pillars and boards, and lets people arrive.
//
// Not built yet. What it will promise:
//
//   - One arrival is one ticket. A second scan shows the same ticket, however fast it comes.
//   - It is the only room where a ticket is made from an appointment.
//   - Early, late, another day, another office, already arrived: each has a kind answer that says
//     what to do now.
//   - A device is paired by a short code, for one office or one vehicle label, and can be unpaired.
//   - A walk-in hears the honest wait before choosing, and may take an appointment instead.
//
// What it refuses: to show a name on any screen, and to trust a device that was not paired.
//
// It may import queue, booking, booking/calendar, booking/contact and booking/ledger.
package kiosk
