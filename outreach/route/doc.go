// Package route finds good rounds: which vehicle visits which stops, in which order and when, with
// time windows, loads, skills, kits and breaks.
//
//   - Pure and repeatable: the same problem, seed and number of steps give the same plan. Time is an
//     argument: a caller that wants to stop by the clock passes Options.Progress.
//   - No plan breaks a window, a load, a shift or a break. What cannot be placed is returned with its
//     reason and never dropped.
//   - Up to ExactStops stops the plan is proven: no other is cheaper (Plan.Proven).
//   - Larger problems are solved by ruin and recreate: strings of neighbouring stops are taken out and
//     put back greedily, and worse plans are accepted less and less often. After Christiaens and Vanden
//     Berghe, "Slack Induction by String Removals for Vehicle Routing Problems", Transportation Science
//     54(2), 2020.
//
// What it refuses: a map service. Distances are an argument; Roads makes them from positions.
//
// It may import booking/calendar and nothing else of ours.
package route
