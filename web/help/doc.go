// Package help brings a colleague who does other work to the counter before the norm breaks.
//
//   - A request stands on every page of a colleague who said, or whose duty says, that they can help:
//     who would wait too long, until when, and which desk is free. One press opens that desk.
//   - The first who comes has it; "not now" asks no reason. Nobody is asked more than three times a day.
//   - The warning that a team lead and the house see says the one thing that prevents the breach.
//
// What it refuses: to show who was asked, who came, or how often (I13).
//
// It may import queue, queue/steer, booking, booking/ledger, web/page, web/lang, web/live and web/account.
package help
