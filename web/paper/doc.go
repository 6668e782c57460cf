// Package paper makes what a resident can print or save: a confirmation and a card in large type as
// PDF, the code that the pillar reads, and an entry for a calendar.
//
// It promises that a paper says what its caller gave, in large type; that every rune on it has a
// glyph in a font inside the file; that the same content gives the same bytes; and that content of
// any kind, emoji, control characters and invalid bytes included, gives a paper or an error, never
// a panic. A PDF made here has no tags, so whoever offers one also offers the same words as a page.
//
// It holds no words of its own, reads no clock, no network and no data of residents, and draws no
// code that is not given to it.
package paper
