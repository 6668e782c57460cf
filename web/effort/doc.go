// Package effort asks of whoever takes a scarce good for nothing - a held time, an appointment, a visit at
// the door - a proof of work that their browser makes unseen, and counts what each network holds and has
// not proven to want: the effort doubles with it, and ends where no household would be.
//
// A [Guard] is asked three times: [Guard.Ask] when a form is shown, [Guard.Pay] when it comes, and
// [Guard.Held] or [Guard.Booked] when it was done. [Guard.Proved] takes an appointment off
// the count and gives its network more room. Nothing here names anybody: addresses are hashed under a key
// that is drawn at start, and nothing is written down.
package effort
