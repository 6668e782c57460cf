//go:build race

package main

// raceDetector says that everything is several times slower.
const raceDetector = true

// slower is how much longer things may take.
const slower = 4
