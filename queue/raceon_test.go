//go:build race

package queue

// raceDetector says that everything is several times slower.
const raceDetector = true
