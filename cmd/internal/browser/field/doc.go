// Package field tells stories of the team on the road, with and without signal, in a real browser.
package field
