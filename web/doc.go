// Package web turns requests into actions and errors into pages.
//
// Every room says its routes and the right that each asks; a table with a line that says too little
// refuses to start, and what stands in none does not exist (balie routes prints it).
// Every answer, refusals included, carries the security headers. A POST from another site is
// refused before a handler sees it. An error of a domain becomes a status in one table, and its
// reason becomes words in web/lang.
//
// It never writes on a GET, never logs what a person typed or where a link led, and never lets a
// panic reach a visitor.
package web
