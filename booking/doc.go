// Package booking holds what can be booked and what was: products, offices with their desks and
// rules, offers, holds and appointments.
//
// It promises that no desk-minute is sold twice (I1) and that whatever is offered can be booked
// at that instant and nothing else can (I7): one function, fit.Place, decides both. Supply is
// computed from the rules when it is asked for; an office-day's occupancy is one record, written
// in the transaction that books.
//
// Functions that change something take the transaction first and the time from it. Each refusal
// is a variable beside the function that returns it. Personal data lives in booking/contact and
// nowhere else; events and messages name public ids only (I5).
package booking
