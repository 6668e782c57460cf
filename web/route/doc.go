// Package route says what a route is, and what every handler needs of the way to it: the status of a
// refusal, the origin under which others know us, and how long a visitor waits for a write.
//
// It knows no room and no page: rooms export their routes, package web assembles and checks them.
package route
