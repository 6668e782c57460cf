// Package demo is the way into a made-up town: doors to every screen of it, a story of two minutes that
// ticks itself off, and four screens side by side.
//
// Only a demo has it: package web adds its routes where Options.Demo is given, and cmd/internal/demo alone
// gives it. Behind a door everything is real. A colleague's door sends the demo's passphrase to the very
// form at which colleagues sign in, and a screen's door pairs a device as a team lead does; so there is no
// way in here that a house without demo would have to close.
package demo
