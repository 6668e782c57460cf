// Package booking holds what residents have: holds and appointments, the waiting list, invitations,
// partners, what is asked of them, and the letters and calls that they are owed.
//
// What can be booked is in booking/catalogue, what is free in booking/supply. A hold or an appointment
// claims desk time by supply.Take, in its own transaction, so no desk-minute is sold twice (I1) and whatever is
// offered can be booked at that instant (I7).
//
// Functions that change something take the transaction first and the time from it. Each refusal
// is a variable beside the function that returns it. Personal data lives in booking/contact and
// nowhere else; events and messages name public ids only (I5).
package booking
