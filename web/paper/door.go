package paper

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/web/lang"
)

// AtDoor says for what we come to somebody's home: "Wij brengen uw nieuwe paspoort", in the product's own text for it, else
// by its name.
func AtDoor(w lang.Words, p catalogue.Product) string {
	t := p.Text(w.Tag())
	if t.Home != "" {
		return w.T("bus.deliver."+string(p.AtHome)+".own", "text", t.Home)
	}
	return w.T("bus.deliver."+string(p.AtHome), "product", t.Name)
}

// Between says a window of a call at a door.
func Between(w lang.Words, start, end calendar.Cell) string {
	return w.T("bus.times", "from", w.Clock(start), "until", w.At(end))
}
