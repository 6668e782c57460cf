// Package asked puts what a product asks itself on the forms by which somebody books.
//
// A question is asked in the words of the visit's day. What was typed is read back by the name of its field, judged with the
// rest of the details, and shown again with what is wrong beside it; it never stands in an address. What a visitor needs is asked
// here too, as many of a list as they like.
package asked
