// Package roster will hold colleagues, their skills and their duties. It is not built yet.
//
// It will promise that one person is never in two places at once, and that a conflict is named
// with the rule that it breaks. Once a roster is published for a day, new offers are limited to
// desks that are covered; promises that stand keep standing, and a shortfall is a named state
// that somebody can fix. It will refuse to answer anything about one colleague that a figure
// could be made of (I13). It may import booking/ledger and nothing else of the house.
package roster
