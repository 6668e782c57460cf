// Package outreach puts the Praotbus and the field teams on the road: outings, stops, vehicles,
// kits, neighbourhoods and what was heard there.
//
// Not built yet. What it will promise:
//
//   - A published stop is an office for a few hours, bookable like any other; withdrawing it names
//     the appointments that it touches before anything happens.
//   - A vehicle, a kit and a colleague are in one place at a time; a conflict is refused with its
//     cause and one remedy.
//   - Each neighbourhood shows wished against planned visits, and every gap has an explanation.
//   - Field notes and satisfaction marks hold no personal data.
//   - The field page works without signal; what was done there arrives once.
//
// What it refuses: to know the queue. What an outing does to the counter it takes as a function.
//
// It may import booking, booking/calendar, booking/ledger, booking/roster and outreach/route.
package outreach
