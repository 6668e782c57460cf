// Package alarm is the quiet alarm of colleagues: a button and a banner with sound on every page of
// staff, who goes there, and a try by a team lead. It says that it does not replace the building's
// own alarm.
//
//   - One press raises it, also without script; nothing that stands typed on the page is lost where
//     there is one.
//   - The banner is on every page of whoever is signed in. It sounds at once for who works with
//     visitors, and for everybody when nobody answered within half a minute.
//   - On the screen that pressed it is quiet: a tick, no banner, no sound; a second press is the same
//     alarm. A key of its own, which each colleague chooses, raises it too. A try is shown to everybody.
//   - Others learn which desk or which role it is, never a name; who pressed stands in the audit
//     and in the log of security.
//
// What it refuses: a figure of alarms, and to reach anybody who is not signed in.
//
// It may import queue, booking, booking/ledger, web/page, web/lang, web/live and web/account.
package alarm
