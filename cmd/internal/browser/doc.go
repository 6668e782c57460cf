// Package browser is what the stories told in a real browser share: one Chromium and one demo for each audience,
// a tab for each person, and a watch on everything that happens behind a page.
//
// A plain go test tells one story for each audience; BALIE_STORIES=all tells every one, in every language.
// What is looked for on a page is waited for, until it is there or patience is over: no story sleeps.
package browser
