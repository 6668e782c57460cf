// Package languages is where the municipality approves further languages for the pillar in the hall: somebody who speaks
// one reads its words beside the Dutch ones, and the pillar offers it from then on. Nothing is offered that nobody read,
// and what was approved is taken back the same way.
package languages
