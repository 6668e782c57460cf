//go:build race

package demo

// raceDetector says that everything is several times slower.
const raceDetector = true
