// Package webtest is the town in which rooms of pages are tested: a whole App on a ledger in a temporary
// folder, people with a browser, colleagues who are signed in, screens that are paired.
//
// Tests of a room stand beside it, in an external package, and ask for pages as a browser does:
//
//	d := webtest.NewDeskTown(t)
//	anna := d.At("anna", "hal-1")
//	anna.Press("volgende")
//
// It is for tests only; nothing that is served imports it.
package webtest
