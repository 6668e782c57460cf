// Package outreach puts the Praotbus and the field teams on the road: outings, stops, vehicles,
// kits, neighbourhoods, deliveries, and what was heard there.
//
//   - A published stop is an office for a few hours, bookable like any other; its label is the vehicle's.
//     Moving or cancelling it names the appointments that it touches before anything happens (Foresee), and is
//     a planned change (booking/change): each of those residents is moved within the hour and told, asked, or
//     on the call list, a quarter of an hour later.
//   - A vehicle, a kit and a colleague are in one place at a time; what is in the way is named with one
//     remedy (Check). Crew are duties of booking/roster, the same that limits the counter.
//   - Each neighbourhood shows wished against planned visits (Coverages); outreach/period plans them and
//     explains every gap.
//   - Notes, marks and requests hold no personal data: what is chosen comes from lists, and LooksPersonal
//     says when a free text seems to name somebody.
//
// The field page works without signal. Do applies one Action by its Verb (DoArrive, DoLeave, DoRunLate,
// DoCallOff, DoNote, DoMark, DoTick, DoSignal); each has an id that the phone made, and Before orders them
// as they were done. web/field sees to it that each is done once, whatever phone sends it and how often,
// and answers what no longer applies (the stop was cancelled from the office) with its reason. Of a person the phone holds
// number, first name, product and time only; the web room that serves it asks booking for those, since
// nothing here knows residents.
//
// What it refuses: to know the queue. What an outing does to the counter it takes as a function.
//
// It may import booking, booking/change, booking/calendar, booking/ledger, booking/roster and outreach/route.
package outreach
