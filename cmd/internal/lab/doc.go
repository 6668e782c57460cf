// Package lab is what engineers use, as balie lab: measurements that always run beside a baseline, simulated
// days, rounds from a file, and every page with awkward data.
//
// Nothing of it touches a ledger that serves, but for playing a logged day again, which only reads.
package lab
