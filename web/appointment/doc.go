// Package appointment is where somebody looks after an appointment of theirs: they open it by its link or
// code, read when and where it is, move, cancel, print and keep it, say how we reach them, wait for an
// earlier time, and say that they are here or late.
//
// The id of an appointment shows time and place alone; the code opens the rest, for half an hour and this
// browser. It promises that an appointment which can no longer be changed says why.
//
// It refuses to show one appointment to whoever opened another.
package appointment
