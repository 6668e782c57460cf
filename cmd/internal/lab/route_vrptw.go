package lab

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"balie/booking/textfile"
	"balie/outreach/route"
)

// ReadVRPTW reads the text form of the classic instances (Solomon 1987, Gehring and Homberger 1999):
// a line with the number of vehicles and their capacity, then a line each for the depot and the
// customers with number, x, y, demand, ready time, due time and service time. Legs are Euclidean.
func ReadVRPTW(content []byte, decimals int) (*route.Problem, error) {
	text, _, err := textfile.Text(content)
	if err != nil {
		return nil, err
	}
	var rows [][]float64
	var fleet []float64
	n := 0
	for line := range strings.Lines(text) {
		n++
		numbers, ok := numbersOf(line)
		switch {
		case !ok:
		case len(numbers) == 2 && fleet == nil && rows == nil:
			fleet = numbers
		case len(numbers) == 7:
			rows = append(rows, numbers)
		default:
			return nil, fmt.Errorf("line %d: has %d numbers, not 2 (vehicles) or 7 (a customer)", n, len(numbers))
		}
	}
	if fleet == nil || len(rows) < 2 {
		return nil, errors.New("no line with vehicles and capacity, or no customers")
	}
	if fleet[0] < 1 || fleet[0] > 10_000 || len(rows) > 10_001 {
		return nil, errors.New("there must be 1 to 10,000 vehicles, and at most 10,000 customers")
	}
	p := &route.Problem{}
	p.Cost = euclid(rows, decimals)
	p.Time = p.Cost
	for i, r := range rows[1:] {
		p.Stops = append(p.Stops, route.Stop{Place: i + 1, Load: r[3], Windows: []route.Window{{Open: r[4], Close: r[5]}}, Service: r[6]})
	}
	for range int(fleet[0]) {
		p.Vehicles = append(p.Vehicles, route.Vehicle{From: rows[0][4], Until: rows[0][5], Capacity: fleet[1]})
	}
	return p, nil
}

// numbersOf reads a line of numbers only; ok is false for any other line.
func numbersOf(line string) (numbers []float64, ok bool) {
	for _, word := range strings.Fields(line) {
		n, err := strconv.ParseFloat(word, 64)
		if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
			return nil, false
		}
		numbers = append(numbers, n)
	}
	return numbers, len(numbers) > 0
}

// euclid are the distances, cut to so many decimals; -1 leaves them as they are.
func euclid(rows [][]float64, decimals int) [][]float64 {
	scale := math.Pow10(decimals)
	matrix := make([][]float64, len(rows))
	for i, a := range rows {
		matrix[i] = make([]float64, len(rows))
		for j, b := range rows {
			d := math.Hypot(a[1]-b[1], a[2]-b[2])
			if decimals >= 0 {
				d = math.Floor(d*scale+1e-9) / scale
			}
			matrix[i][j] = d
		}
	}
	return matrix
}
