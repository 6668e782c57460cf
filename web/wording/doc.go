// Package wording knows which texts a municipality may say in its own words, what may stand in each, and how they
// then read.
//
// It promises that a text in which a needed place is missing, an unknown one stands or a brace is broken is
// refused with that place named, and never kept; and that a place which could name a discreet product is known to
// the texts alone that say it so that nobody can tell. The words of a reader are those of the house with the
// municipality's own in their place.
//
// It escapes nothing: a text is data, and whoever writes it into a page or a mail escapes it there.
package wording
