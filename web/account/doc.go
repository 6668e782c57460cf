// Package account lets colleagues in: sign-in, sessions, rights, and a second step.
//
// Not built yet. What it will promise:
//
//   - A session id that we did not issue is never adopted, and the id changes at sign-in.
//   - A token of one session is refused in another.
//   - Passwords are hashed with argon2id before a transaction begins, never inside it.
//   - Rights belong to roles; who may do what stands in the table of routes.
//
// What it refuses: residents. Booking needs no account.
//
// It may import booking/roster, booking/ledger, web/page and web/lang.
package account
