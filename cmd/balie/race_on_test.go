//go:build race

package main

// raceDetector says that everything is several times slower.
const raceDetector = true
