package route

import "math"

// Position is a place on earth in degrees (WGS84).
type Position struct{ Lat, Lon float64 }

// By road one drives longer than the crow flies, and slower in the country than on a motorway.
const (
	roadFactor   = 1.3  // of the great-circle distance; rural roads are mostly 1.2 to 1.4 times as long
	kmPerHour    = 45.0 // villages and country roads, a bus
	startMinutes = 1.0  // of each drive: leaving a car park, finding a place
	earthRadius  = 6371.0
)

// Roads returns the driving times between positions in minutes, estimated from distances. A file
// of measured times may take their place.
func Roads(positions []Position) [][]float64 {
	matrix := make([][]float64, len(positions))
	for i, a := range positions {
		matrix[i] = make([]float64, len(positions))
		for j, b := range positions {
			if i != j {
				matrix[i][j] = startMinutes + roadFactor*Kilometres(a, b)/kmPerHour*60
			}
		}
	}
	return matrix
}

// Kilometres is the great-circle distance between two positions (haversine).
func Kilometres(a, b Position) float64 {
	rad := math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad/2, (b.Lon-a.Lon)*rad/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}
