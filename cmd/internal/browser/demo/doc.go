// Package demo tells the story of whoever starts a demo: each door of /demo opens, and a visit is seen on
// four screens at once, whatever the machine's clock says.
package demo
