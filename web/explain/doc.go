// Package explain says of every page of colleagues what it is for, its keys, its words and the three mistakes
// that are made most; printed, it is one sheet for each role. Each place in the bar of colleagues has an
// entry in Entries, or a test of package web fails.
package explain
