// Package takeover imports the appointments of another system: it reads its file by a mapping and books each
// line through the functions that residents use.
//
// Nobody is lost: a line is kept at its own time, or booked at the nearest that is left and put on the call
// list, or named with what is wrong with it. A second run changes nothing.
package takeover
