// Package account lets colleagues in: accounts and roles, sign-in with a passphrase and a second
// step or with the municipality's own provider, sessions, and the guard before every page of staff.
//
// What it promises:
//
//   - A session id that we did not issue is never adopted. A new one is given at sign-in and whenever
//     somebody proves again who they are. The ledger keeps only its hash.
//   - Who lost a role, was blocked or signed out elsewhere is refused at the next request; a stream is
//     cut within seconds (Watch).
//   - A form of one session is refused in another (FormToken, Guard).
//   - Passphrases are hashed with argon2id before a transaction begins, never inside it, and no more
//     at once than memory allows.
//   - Guessing locks out the guesser: neither the owner of the account, who comes from a browser that
//     is known, nor colleagues behind the same address.
//   - An unknown login takes as long as a wrong passphrase and says the same.
//   - Rights belong to roles (rights.go); which right a route asks stands on its line in its room.
//   - Looking at a page writes nothing: when a session was last used is kept in memory and written
//     once a minute (Sweep).
//
// For handlers of other rooms:
//
//	s, ok := account.Current(c)          // who is signed in, on a guarded route
//	s.May(route.LeadDay)                 // one of their roles has this right
//	ledger.Update(ctx, s.Actor(), fn)    // on whose behalf
//	@account.Shell(q, s, account.Head{Title: …, Here: "work", Wide: true}) { … }
//	@account.FormToken(s)                // in every form
//	account.Record(tx, "lookup", id, "phone") // noted for the auditor, before anything is shown
//	accounts.LookUp(c, id, reason)       // and a line in the log of security
//
// What it refuses: residents. Booking needs no account. It gives no figure about a colleague.
//
// It may import booking/roster, booking/calendar, booking/ledger, web/page, web/paper and web/lang.
package account
