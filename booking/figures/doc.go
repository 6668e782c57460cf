// Package figures counts what happened, from events alone: never a person, a colleague, a desk or a desk-day.
//
//   - A Week holds what was counted at a place in one week, in streams: visits by kind, appointments made, cancelled and
//     moved, holds, messages. Each stream is cut several ways (by product, by hour, by how long before), one way at a time.
//   - Every event adds to one week, once: Count follows the events with a cursor that commits with what it counted. What
//     was not counted yet is added on reading, so that a figure is always of all that was committed before it.
//   - What is taken back is an event as well, and takes away what it had added; a visit that is typed over from paper
//     later adds to the week of the visit.
//   - Of is what may be shown: no group of fewer than five people stands in it, nor can one be had by adding and taking
//     away (see publish.go).
//
// It reads the ledger and nothing else, so that every room that is counted may be counted alike.
package figures
