// Package closing tells stories of who closes a desk, an afternoon or a day, in a real browser.
package closing
