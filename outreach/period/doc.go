// Package period proposes which vehicle stands where on which days of a period of weeks.
//
//   - Pure and repeatable: the same problem, seed and number of steps give the same plan. Days, places,
//     who can go along and driving times are arguments.
//   - What counts, in this order: promises that are broken; residents who wait longer than their
//     neighbourhood's patience, and the longest wait; people one expects to speak; minutes driven; what
//     changes against what was published. Nothing later is bought with anything earlier.
//   - A period begins with the one before it, and only what no longer holds or what mends a wait is
//     another (Options.Fresh plans anew). A published day stays as it is while it can be driven.
//   - Every neighbourhood that gets less than was wished is explained (Plan.Gaps).
//   - Where there are few enough possibilities the plan is proven: no other is better (Plan.Proven).
//
// It refuses to know colleagues: hands are ids that it gives back, taken in turn, and it answers nothing
// about one of them.
//
// It may import booking/calendar and nothing else of ours.
package period
