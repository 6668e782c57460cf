// Package words tells stories of a municipality that says texts in its own words, in a real browser.
package words
