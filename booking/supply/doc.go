// Package supply says what is free and why not: it takes the catalogue's rules, the published roster and the
// claims on an office-day, and answers a Query with days, times, the best times, or an Explanation.
//
// It promises that no desk-minute is claimed twice (I1) and that whatever is offered can be taken at that
// instant and nothing else can (I7): one function, fit.Place, decides both. Supply is computed when it is
// asked for, and kept until the catalogue or the roster changes; an office-day's claims are one record, written
// by Take in the transaction that books or holds.
//
// It knows claims by their ids alone. What an asker already has comes in as an Owner; who books, holds or
// moves is above it.
package supply
