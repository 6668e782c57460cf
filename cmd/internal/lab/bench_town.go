package lab

import (
	"fmt"
	"net/url"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/cmd/internal/server"
)

// The town in which bookings are measured: big enough that a run does not sell it out, with days
// as full as those of a busy town hall.
const (
	benchOffices = 40
	benchDesks   = 4
	benchDays    = 57
	benchOpens   = calendar.Cell(8 * 12)
	benchCloses  = calendar.Cell(18 * 12)
)

// benchTown has one product of ten minutes, and offices that are open every day.
func benchTown() (d server.Document) {
	d.Products = []catalogue.Product{{
		ID: "meting", Group: "travel", Icon: "e-passport", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "meting", HorizonDays: 60,
		Texts: map[string]catalogue.ProductText{"nl": {Name: "Document voor de meting", Short: "Meting"}},
	}}
	for n := range benchOffices {
		d.Offices = append(d.Offices, benchOffice(n, benchDesks))
	}
	return d
}

// benchOffice is open every day.
func benchOffice(n, desks int) catalogue.Office {
	var week []calendar.Weekday
	for day := range 7 {
		week = append(week, calendar.Weekday(day))
	}
	o := catalogue.Office{ID: catalogue.OfficeID(fmt.Sprintf("hal-%d", n)), Kind: catalogue.TownHall, Name: fmt.Sprint("Gemeentehuis ", n), Zone: "Europe/Amsterdam"}
	for k := range desks {
		desk := fmt.Sprintf("hal-%d-%d", n, k)
		o.Desks = append(o.Desks, catalogue.Desk{ID: catalogue.DeskID(desk), Name: fmt.Sprint("Balie ", k+1), Skills: []string{"meting"}})
		o.Openings = append(o.Openings, calendar.Opening{
			ID: desk, Desk: desk, Weekdays: slices.Clone(week), Start: benchOpens, End: benchCloses, Use: calendar.ForAppointment, Share: calendar.Public,
		})
	}
	return o
}

// benchVisit is one resident after the other, on one connection.
type benchVisit struct {
	client  *benchClient
	places  *benchPlaces
	confirm []time.Duration // how long each confirmation took
}

// book holds a place and makes an appointment of it.
func (v *benchVisit) book() error {
	key := booking.NewVisitKey()
	if err := v.client.post("/afspraak/tijd", v.places.form(key)); err != nil {
		return err
	}
	form := url.Values{"v": {string(key)}, "naam": {"Iemand te Voorbeeld"}, "kanaal": {"none"}}.Encode()
	begin := time.Now()
	err := v.client.post("/afspraak/maken", form)
	v.confirm = append(v.confirm, time.Since(begin))
	return err
}

// confirmTimes are the confirmations of all of them.
func confirmTimes(visits []*benchVisit) measured {
	var all []time.Duration
	for _, v := range visits {
		all = append(all, v.confirm...)
	}
	return sum(all, time.Second)
}
