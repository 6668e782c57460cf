//go:build !race

package servertest

const RaceDetector = false

const Slower = 1
