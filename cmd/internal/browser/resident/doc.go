// Package resident tells stories of residents who book, move and cancel, in a real browser.
package resident
