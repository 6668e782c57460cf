// Package words gives a municipality its own words and look: every text of a message or a page beside its model, the
// legal statements, the words of the bus, colour and logo; with a preview, a history and undo for each.
//
// It refuses a text that lacks a place that must be filled, and a colour that cannot be read.
package words
