// Package firstrun has one story: a municipality is set up from an empty folder, and somebody is helped there.
package firstrun
