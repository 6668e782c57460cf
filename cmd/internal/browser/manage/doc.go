// Package manage tells stories of who sets up a municipality, in a real browser: products with questions, groups and
// skills, offices, the road, colleagues, roles, keys and the audit.
package manage
