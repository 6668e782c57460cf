//go:build !race

package servertest

// RaceDetector says that nothing is slower than usual.
const RaceDetector = false

// Slower is how much longer things may take.
const Slower = 1
