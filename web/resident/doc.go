// Package resident is what residents see: choosing what to come for, a place and a time, and leaving a
// name. Looking after the appointment afterwards is web/appointment.
//
// Every page works without JavaScript and by keyboard. Nothing personal is kept before the
// appointment is made: what was typed travels from page to page in the form. A refusal says what
// happened and what to do, keeps what was typed, and offers the nearest other times. Whoever grabs
// times by the thousand pays for each with a proof of work; who brings none only goes slower.
package resident
