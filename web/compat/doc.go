// Package compat speaks the booking interfaces that others' form systems already know, so that a
// municipality can put Balie in the place of what it has.
//
// Not built yet. What it will promise:
//
//   - The same questions get the same shape of answers as the interfaces it stands in for.
//   - A retry after a lost answer finds the appointment that was made, and makes no second one.
//
// What it refuses: to store what such an interface sends and Balie does not need.
//
// It may import booking, booking/contact, booking/ledger and web's shared rooms.
package compat
