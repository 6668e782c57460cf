// Package messages sends what the outbox holds for residents: by e-mail, by text message through the
// municipality's gateway, or as a letter on the pile that colleagues print. Whom no message reaches comes
// on the call list.
//
// It promises that a message is sent at least once, under a Message-ID that stays the same however
// often it is sent; that its text is made at sending, in the appointment's language, so that a
// moved appointment is never announced at its old time; that what is no longer true, or no longer
// to come, is not said; and that what cannot be delivered within a day stays in the outbox as a
// dead letter. A discreet product is not named, not in the calendar entry either.
//
// It never writes a name, an address or what a mail server answered into a log, never names the
// resident in a mail, and never sends inside a transaction.
package messages
