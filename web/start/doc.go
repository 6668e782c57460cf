// Package start is the first run of a municipality: five steps under each other, from an empty folder to the first
// appointment. Each step is a form of its own, can be left and taken up again, and shows what residents see by now.
//
//   - Nothing is kept of a step but what it sets up: a step is done when that is there, however it came.
//   - What a step saved is changed later on the pages of package manage, or here, as long as somebody is.
//
// It may import booking's catalogue, the national list of products, and web's shared rooms.
package start
