// Package absence is where whoever plans the roster says who is not there: one or several colleagues, on some days, the
// whole day or some hours of it. What it does to appointments is shown before it is done, for all of them together, and
// it is one planned change that can be taken back for a quarter of an hour.
//
// Why somebody is away is asked nowhere, kept nowhere and shown nowhere.
package absence
