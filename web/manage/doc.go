// Package manage is where a functional manager sets up a municipality: products, offices, desks and hours,
// and closes them for a while. Words, files and explanations are rooms of their own within it.
//
//   - What touches no appointment is saved at once, with a way back on top of the page; no dialog.
//   - What touches one is shown first with its effect (booking/change), and one press does it. The press carries
//     what was shown: if that is different by now, it is shown again.
//   - A rule lives in booking/catalogue, booking/supply or booking/change; pages ask and tell.
//
// It may import booking, its rooms, and web's shared rooms.
package manage
