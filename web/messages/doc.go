// Package messages sends what the outbox holds: e-mail, text messages and letters.
//
// Not built yet. What it will promise:
//
//   - A message is sent at least once under a stable id; the text is made at sending, so that a
//     moved appointment is never announced at its old time.
//   - What cannot be delivered ends on the call list, not in silence.
//   - A discreet product is not named.
//
// What it refuses: to be called inside a transaction.
//
// It may import booking, booking/contact, booking/ledger, web/lang and web/paper.
package messages
