package field

import (
	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/queue"
	"balie/web/staff"
)

// list is the day as a phone keeps it: of a visit number, first name, product and time only.
type list struct {
	Outing  string     `json:"outing"`
	Day     string     `json:"day"`
	Vehicle string     `json:"vehicle"`
	Stops   []listStop `json:"stops"`
}

type listStop struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Times    string       `json:"times"`
	State    string       `json:"state"`
	Coming   []listVisit  `json:"coming"`
	Here     []listVisit  `json:"here"`
	Products []listOption `json:"products"`
}

type listVisit struct {
	Appointment string `json:"appointment,omitempty"`
	Ticket      string `json:"ticket,omitempty"`
	Number      string `json:"number,omitempty"`
	Name        string `json:"name,omitempty"`
	What        string `json:"what"`
	At          string `json:"at,omitempty"`
	Serving     bool   `json:"serving,omitempty"`
}

type listOption struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// listOf gathers the day of an outing.
func (p *Pages) listOf(r ledger.Reader, d staff.Request, id outreach.OutingID) (l list, err error) {
	v := dayView{Request: d}
	if v.o, err = outreach.OutingByID(r, id); err != nil {
		return l, err
	}
	vehicle, err := outreach.VehicleByID(r, v.o.Vehicle)
	if err != nil {
		return l, err
	}
	if err := p.readStops(r, &v); err != nil {
		return l, err
	}
	l = list{Outing: string(id), Day: v.o.Date.String(), Vehicle: vehicle.Name}
	for _, x := range v.stops {
		if x.s.State == outreach.Off || v.o.State == outreach.Cancelled {
			continue
		}
		one, err := p.listStop(r, x)
		if err != nil {
			return l, err
		}
		l.Stops = append(l.Stops, one)
	}
	return l, nil
}

func (p *Pages) listStop(r ledger.Reader, x stopView) (listStop, error) {
	s := listStop{ID: x.id, Name: x.village + ", " + x.place, Times: x.times, State: string(x.s.State), Coming: []listVisit{}, Here: []listVisit{}}
	for _, who := range x.coming {
		name, err := firstName(r, p.Vault, contact.Appointment(who.appointment))
		if err != nil {
			return s, err
		}
		s.Coming = append(s.Coming, listVisit{Appointment: who.appointment, Name: name, What: who.what, At: who.at})
	}
	for i, who := range append(x.serving, x.waiting...) {
		t, err := queue.ByID(r, queue.TicketID(who.ticket))
		if err == nil && t.Appointment != booking.AppointmentID("") {
			who.name, err = firstName(r, p.Vault, t.Appointment.Subject())
		}
		if err != nil {
			return s, err
		}
		s.Here = append(s.Here, listVisit{Ticket: who.ticket, Number: who.number, Name: who.name, What: who.what, Serving: i < len(x.serving) && !who.called})
	}
	for _, o := range x.products {
		s.Products = append(s.Products, listOption{o.value, o.text})
	}
	return s, nil
}
