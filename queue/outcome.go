package queue

import (
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// outcome is how a ticket ended, as figures count it; nil while it has not, and for one that was a mistake. A visit that
// teaches nothing tells no duration: it was closed with the day, typed over from paper, or training.
func (t Ticket) outcome(r ledger.Reader) (*ledger.Outcome, error) {
	if t.State.Live() || t.Mistake {
		return nil, nil
	}
	office, err := catalogue.OfficeByID(r, t.Office)
	if err != nil {
		return nil, err
	}
	out := &ledger.Outcome{}
	if t.Appointment != "" {
		a, err := booking.AppointmentByID(r, t.Appointment)
		if err == nil {
			out, err = a.Outcome(r)
		}
		if err != nil {
			return nil, err
		}
	}
	products, _, err := catalogue.ProductFacts(r, t.Wish)
	if err != nil {
		return nil, err
	}
	if len(products) > 0 {
		out.Product = products[0]
	}
	promise, raw := t.Waited(r.Now())
	out.Kind, out.Day, out.Planned = string(t.Kind), t.Date, t.Minutes
	out.End, out.Hour = t.ended(), t.Promised().In(office.Location()).Hour()
	out.Promise, out.Raw = seconds(promise), seconds(raw)
	if t.State == Done && !t.Started.IsZero() {
		out.Way = seconds(t.Started.Sub(t.Called))
		if !t.Unlearned {
			out.Service = seconds(t.Finished.Sub(t.Started))
		}
	}
	out.Route, err = booking.RouteOf(r, office, t.Wish)
	return out, err
}

func (t Ticket) ended() string {
	switch t.State {
	case Done:
		return "helped"
	case Missed:
		return "missed"
	}
	return "left"
}

// seconds are whole ones, rounded up: who waited five minutes and a moment waited over five minutes.
func seconds(d time.Duration) int { return int((max(d, 0) + time.Second - 1) / time.Second) }
