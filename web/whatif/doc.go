// Package whatif shows what a planned change would do to appointments before it happens, and what became of it
// afterwards: the same tables, sentences and buttons for a closure, a desk that falls out, and an outing.
//
// It names nobody. What the change itself is (a day that closes, a stop that moves) each page says in its own words.
package whatif
