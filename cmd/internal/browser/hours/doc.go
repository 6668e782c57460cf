// Package hours tells stories of who sets up opening hours, and of who explains a time, in a real browser.
package hours
