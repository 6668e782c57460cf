// Package lobby tells stories of the hall: check-in kiosks, queue displays and tickets on a phone, in a real browser.
package lobby
