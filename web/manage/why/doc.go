// Package why explains times: why one is offered or not, with the rule, closure, roster or promise that is responsible and
// a link to it; and how the days of a year fill.
package why
