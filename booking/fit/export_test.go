package fit

// Budget is the number of steps that Place may take.
const Budget = budget

// PlaceWithin is Place with another budget; it also says what is left of it.
func PlaceWithin(desks []Desk, placed []Visit, v Visit, steps int) ([]Visit, bool, int) {
	return place(desks, placed, v, steps)
}
