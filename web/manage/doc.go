// Package manage is where a municipality sets up its house: products, offices, openings, rosters,
// devices, and the figures.
//
// Not built yet. What it will promise:
//
//   - A change of rules shows the appointments it touches before it is saved.
//   - Figures come as a sentence, a picture and a table that say the same.
//   - Every change is in the audit, with who, when and what it was before.
//
// What it refuses: a figure, forecast or export about one colleague or one desk-day.
//
// It may import every domain room and web's shared rooms.
package manage
