// Package demo is a made-up municipality to look around in: its town, its colleagues and their roster, the bus
// and its outings, and people who book and come in.
//
//   - A town is a folder of files as balie import takes them (Settings).
//   - It has a clock of its own (Clock), and a past that was played once and is shipped (Past, Unpack).
//   - One Driver plays its days, those of the past and that of now, through the functions that pages use. The
//     same seed gives the same days.
//
// Nobody in it exists, and nothing is sent to anybody. It listens on this machine alone.
package demo
