package route

// why returns the reason for which no vehicle could visit a stop even alone; "" if one could.
func (p *Problem) why(i int) Reason {
	reason := NoSkill
	for v := range p.Vehicles {
		switch vehicle := &p.Vehicles[v]; {
		case !vehicle.Has.Covers(p.Stops[i].Needs):
			continue
		case p.Stops[i].Load > vehicle.Capacity:
			if reason == NoSkill {
				reason = TooMuch
			}
			continue
		}
		if _, ok := p.Drive(v, []int{i}); ok {
			return ""
		}
		reason = NoWindow
	}
	return reason
}

// reasons names every stop that is not done and why.
func (p *Problem) reasons(done []bool) (left []Left) {
	for i := range p.Stops {
		if done[i] {
			continue
		}
		reason := p.why(i)
		if reason == "" {
			reason = NoRoom
		}
		left = append(left, Left{i, reason})
	}
	return left
}
