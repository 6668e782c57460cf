// Package counter tells stories of colleagues at a desk, in a real browser.
package counter
