//go:build race

package servertest

// RaceDetector says that everything is several times slower.
const RaceDetector = true

// Slower is how much longer things may take.
const Slower = 4
