package outreach

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach/route"
)

// roundOf is an outing's round as a problem of outreach/route: the vehicle's place first, then each
// neighbourhood that is visited; times in minutes from midnight.
func roundProblem(r ledger.Reader, o Outing, v Vehicle, all []Delivery) (*route.Problem, error) {
	measured, err := DrivesOf(r)
	if err != nil {
		return nil, err
	}
	names, at, index := []string{v.ID}, []route.Position{v.position()}, map[NeighbourhoodID]int{}
	p := &route.Problem{Vehicles: []route.Vehicle{{Name: v.ID, From: float64(o.From.Minutes()), Until: float64(o.Until.Minutes()), Capacity: float64(len(all))}}}
	for _, d := range all {
		if _, known := index[d.Area]; !known {
			n, err := NeighbourhoodByID(r, d.Area)
			if err != nil {
				return nil, err
			}
			index[d.Area] = len(names)
			names, at = append(names, string(d.Area)), append(at, route.Position{Lat: n.Lat, Lon: n.Lon})
		}
		p.Stops = append(p.Stops, route.Stop{
			Name: d.ID, Place: index[d.Area], Service: float64(minutesAt[d.Kind]), Load: 1,
			Windows: []route.Window{{Open: float64(d.Start.Minutes()), Close: float64(d.End.Minutes() - minutesAt[d.Kind])}},
		})
	}
	for i := range names {
		row := make([]float64, len(names))
		for j := range names {
			row[j] = float64(measured.Minutes(names[i], names[j], at[i], at[j]))
		}
		p.Time = append(p.Time, row)
	}
	p.Cost = p.Time
	return p, nil
}

// insert returns the order of a round with one more delivery at its cheapest place, or false where it
// fits nowhere. It looks at the round as it is kept, so that it takes a moment and no search.
func insert(r ledger.Reader, o Outing, v Vehicle, d Delivery) (order []string, ok bool, err error) {
	all, err := RoundOf(r, o.ID)
	if err != nil {
		return nil, false, err
	}
	var live []Delivery
	for _, x := range all {
		if x.ID != d.ID {
			live = append(live, x)
		}
	}
	p, err := roundProblem(r, o, v, append(live, d))
	if err != nil {
		return nil, false, err
	}
	best, last := route.Round{}, len(live)
	var chosen []int
	for at := 0; at <= last; at++ {
		stops := make([]int, 0, last+1)
		for i := range last {
			if i == at {
				stops = append(stops, last)
			}
			stops = append(stops, i)
		}
		if at == last {
			stops = append(stops, last)
		}
		if round, fits := p.Drive(0, stops); fits && (!ok || round.Cost < best.Cost) {
			best, ok, chosen = round, true, stops
		}
	}
	for _, i := range chosen {
		order = append(order, append(live, d)[i].ID)
	}
	return order, ok, nil
}

// Call is a delivery with the minute at which the round comes there.
type Call struct {
	Delivery Delivery
	Arrives  calendar.Cell
}

// Drive times an outing's round as it is kept.
func Drive(r ledger.Reader, o Outing) (calls []Call, minutes int, err error) {
	all, err := RoundOf(r, o.ID)
	if err != nil || len(all) == 0 {
		return nil, 0, err
	}
	v, err := VehicleByID(r, o.Vehicle)
	if err != nil {
		return nil, 0, err
	}
	p, err := roundProblem(r, o, v, all)
	if err != nil {
		return nil, 0, err
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	round, ok := p.Drive(0, order)
	if !ok {
		return nil, 0, nil
	}
	for _, c := range round.Calls {
		calls = append(calls, Call{all[c.Stop], calendar.Cell(int(c.Begins) / calendar.CellMinutes)})
	}
	return calls, int(round.Cost), nil
}

// BestRound searches the best order of an outing's round: proven for up to twelve calls. Call it in a
// View; SetRound keeps it.
func BestRound(r ledger.Reader, o Outing) (order []string, minutes int, err error) {
	all, err := RoundOf(r, o.ID)
	if err != nil || len(all) == 0 {
		return nil, 0, err
	}
	v, err := VehicleByID(r, o.Vehicle)
	if err != nil {
		return nil, 0, err
	}
	p, err := roundProblem(r, o, v, all)
	if err != nil {
		return nil, 0, err
	}
	plan, err := route.Solve(p, route.Options{Seed: 1})
	if err != nil || len(plan.Left) > 0 || len(plan.Rounds) != 1 {
		return nil, 0, err
	}
	for _, c := range plan.Rounds[0].Calls {
		order = append(order, all[c.Stop].ID)
	}
	return order, int(plan.Cost), nil
}

// SetRound keeps an order of an outing's round. It refuses with ErrOvertaken where a delivery came or went
// meanwhile, and with ErrWindow an order that cannot be driven.
func SetRound(tx *ledger.Tx, o Outing, order []string) error {
	all, err := RoundOf(tx, o.ID)
	if err != nil {
		return err
	}
	byID := map[string]Delivery{}
	for _, d := range all {
		byID[d.ID] = d
	}
	sorted := make([]Delivery, 0, len(order))
	for _, id := range order {
		d, ok := byID[id]
		if !ok {
			return ErrOvertaken
		}
		delete(byID, id)
		sorted = append(sorted, d)
	}
	if len(byID) > 0 {
		return ErrOvertaken
	}
	v, err := VehicleByID(tx, o.Vehicle)
	if err != nil {
		return err
	}
	p, err := roundProblem(tx, o, v, sorted)
	if err != nil {
		return err
	}
	indexes := make([]int, len(order))
	for i := range indexes {
		indexes[i] = i
	}
	if _, ok := p.Drive(0, indexes); !ok && len(order) > 0 {
		return ErrWindow
	}
	return rounds.Put(tx, key(string(o.ID)), order)
}
