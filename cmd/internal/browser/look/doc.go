// Package look holds the parts of every page, in every theme, to what is promised of all, and the watch to what it sees.
package look
