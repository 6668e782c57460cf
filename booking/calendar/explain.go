package calendar

// Kind names what decided a cell.
type Kind string

// The kinds, in the order in which they are weighed.
const (
	NoSuchTime  Kind = "no-such-time" // the wall time does not exist, or exists twice, that day
	ClosedBy    Kind = "closed-by"    // a closure; ID and Name are its ID and reason
	ByException Kind = "exception"    // an exception of that day, which opens the cell or replaces what would have
	OnHoliday   Kind = "holiday"      // a holiday; Name is its key
	ByOpening   Kind = "opening"      // an opening
	NoOpening   Kind = "no-opening"   // nothing opens it
)

// Reason is the answer to "why is this cell open, or not?".
type Reason struct {
	Kind Kind
	ID   string // of the closure, exception or opening
	Name string // reason of the closure, key of the holiday
	Open bool
}

// Explain returns the rule that decides cell c of d at desk; Open is true
// exactly when a window of [Rules.Day] for that desk has the cell. Of several
// rules that decide alike the first one is named. An empty desk asks for the
// whole office: the first desk that is open, else the first one's reason.
func (r Rules) Explain(d Date, c Cell, desk string) Reason {
	if _, ok := At(d, c, r.zone()); !ok || c == CellsPerDay {
		return Reason{Kind: NoSuchTime}
	}
	if desk == "" {
		return r.explainOffice(d, c)
	}
	for _, k := range r.Closures {
		if k.cells(d, desk).Has(c) {
			return Reason{Kind: ClosedBy, ID: k.ID, Name: k.Reason}
		}
	}
	if level := r.exceptionDesk(d, desk); level != noException {
		return r.explainException(d, c, desk, level)
	}
	return r.explainOpening(d, c, desk)
}

func (r Rules) explainOffice(d Date, c Cell) Reason {
	reason := r.explainOpening(d, c, "")
	for i, desk := range r.anyDesks(d) {
		at := r.Explain(d, c, desk)
		if at.Open {
			return at
		}
		if i == 0 {
			reason = at
		}
	}
	return reason
}

// anyDesks returns every desk that a rule could open on d.
func (r Rules) anyDesks(d Date) []string {
	desks := r.officeDesks(d)
	for _, e := range r.Exceptions {
		if e.Date == d && e.Desk != "" {
			desks = append(desks, e.Desk)
		}
	}
	return desks
}

func (r Rules) explainException(d Date, c Cell, desk string, level exceptionLevel) Reason {
	replaced := Reason{Kind: ByException}
	for _, e := range r.Exceptions {
		if e.Date != d || level == deskException && e.Desk != desk || level == officeException && e.Desk != "" {
			continue
		}
		if span(e.Start, e.End).Has(c) && (e.Desk == desk || r.opensOffice(d, desk)) {
			return Reason{Kind: ByException, ID: e.ID, Open: true}
		}
		if replaced.ID == "" {
			replaced.ID = e.ID
		}
	}
	return replaced
}

// opensOffice reports whether an exception for the whole office opens desk.
func (r Rules) opensOffice(d Date, desk string) bool {
	for _, o := range r.Openings {
		if o.Desk == desk && within(d, o.From, o.Until) {
			return true
		}
	}
	return false
}

func (r Rules) explainOpening(d Date, c Cell, desk string) Reason {
	if name, ok := Holiday(d); ok && r.Holidays {
		return Reason{Kind: OnHoliday, Name: name}
	}
	for _, o := range r.Openings {
		if o.Desk == desk && o.fallsOn(d) && span(o.Start, o.End).Has(c) {
			return Reason{Kind: ByOpening, ID: o.ID, Open: true}
		}
	}
	return Reason{Kind: NoOpening}
}
