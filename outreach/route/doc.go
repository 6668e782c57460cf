// Package route finds good orders: which stop after which, with time windows, and which weeks a
// neighbourhood is visited.
//
// Not built yet. What it will promise:
//
//   - Pure and repeatable, with a budget of steps and never of time.
//   - No plan breaks a time window or a vehicle's hours; what cannot be placed is returned with
//     its reason and never dropped.
//   - A plan that was changed by hand keeps what was pinned.
//
// What it refuses: a map service. Distances are an argument.
//
// It may import booking/calendar and nothing else of ours.
package route
