// Package correspondence is the colleagues' side of booking for everybody: letters to print, invitations to
// send, and partners who book for others.
//
//   - A list names nobody. Names stand on letters alone, and who printed them is noted for the auditor.
//   - What a letter says is made when it is printed, so that it is true on the day that it leaves.
//   - A key is shown once, when it is made; the house keeps what it can recognise it by.
package correspondence
