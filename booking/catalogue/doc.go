// Package catalogue holds what a municipality offers and where: products with their fees and texts, offices
// with their desks and opening rules, and what a visit for several products asks of a desk (Measure).
//
// Each of these is a record of its own, with one owner and with versions by their first day: what the bus plan or
// an outage wrote, no import takes away. A Draft plans changes, so that their effect is known before Apply.
//
// It promises that a product or an office that could never work is refused with each fault named, and that
// an office's desks keep their numbers and skills their places, since records of occupancy name them so.
// A reader sees one Snapshot of a day, put together once until something in it changes.
//
// It knows nothing of appointments, nor of what is free.
package catalogue
