// Package plan tells stories of who plans the bus, and of residents who look for it, in a real browser.
package plan
