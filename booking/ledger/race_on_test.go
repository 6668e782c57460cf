//go:build race

package ledger

// raceDetector says that everything is several times slower.
const raceDetector = true
