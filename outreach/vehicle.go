package outreach

import (
	"errors"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/outreach/route"
)

// Vehicle is what drives. Its id is the label of the offices that it makes: "praotbus".
type Vehicle struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Lat      float64       `json:"lat"` // of where it stands at night
	Lon      float64       `json:"lon"`
	Skills   []string      `json:"skills"`             // what can be done on board without a kit
	From     calendar.Cell `json:"from"`               // it leaves no earlier
	Until    calendar.Cell `json:"until"`              // and is back by then
	Crew     int           `json:"crew"`               // at least so many go along
	Delivers bool          `json:"delivers,omitempty"` // it brings documents and visits people at home
	// Weekdays on which it can go out.
	Weekdays  []calendar.Weekday `json:"weekdays"`
	Withdrawn bool               `json:"withdrawn,omitempty"` // nobody plans with it any more
}

func (v Vehicle) position() route.Position { return route.Position{Lat: v.Lat, Lon: v.Lon} }

// Kit is a mobile enrolment kit. There is one of each, shared with the counter and home visits.
type Kit struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Skills    []string `json:"skills"`              // what it adds: "reisdocumenten"
	Needs     string   `json:"needs,omitempty"`     // the skill of who works with it: "koffer"
	Checks    []string `json:"checks,omitempty"`    // what is looked at before it goes along
	Withdrawn bool     `json:"withdrawn,omitempty"` // nobody plans with it any more
}

// KitUse is a kit that is elsewhere than on an outing: at the counter, or on home visits.
type KitUse struct {
	ID    string        `json:"id"`
	Kit   string        `json:"kit"`
	Date  calendar.Date `json:"date"`
	Start calendar.Cell `json:"start"`
	End   calendar.Cell `json:"end"`
	For   string        `json:"for"` // "counter" or "visits"
}

var (
	vehicles = ledger.NewTable[Vehicle]("ov:")
	kits     = ledger.NewTable[Kit]("ok:")
	kitUses  = ledger.NewTable[KitUse]("ou:") // day + id
)

var (
	// ErrUnknownVehicle: there is no such vehicle.
	ErrUnknownVehicle = ledger.Refuse(ledger.NotFound, "outreach.vehicle")
	// ErrUnknownKit: there is no such kit.
	ErrUnknownKit = ledger.Refuse(ledger.NotFound, "outreach.kit")
	// ErrKitTaken: the kit is elsewhere then.
	ErrKitTaken = ledger.Refuse(ledger.Conflict, "outreach.kit.taken")
)

// PutVehicle adds a vehicle or replaces it.
func PutVehicle(tx *ledger.Tx, v Vehicle) error {
	if err := refuseFaults("vehicle", v.ID, v.Faults()); err != nil {
		return err
	}
	if err := vehicles.Put(tx, key(v.ID), v); err != nil {
		return err
	}
	return audit(tx, AVehicle, v.ID)
}

// VehicleByID returns a vehicle, or ErrUnknownVehicle.
func VehicleByID(r ledger.Reader, id string) (Vehicle, error) {
	v, found, err := vehicles.Find(r, key(id))
	if err == nil && !found {
		err = ErrUnknownVehicle
	}
	return v, err
}

// Vehicles returns every vehicle that was not withdrawn.
func Vehicles(r ledger.Reader) ([]Vehicle, error) { return standing(r, vehicles) }

// PutKit adds a kit or replaces it.
func PutKit(tx *ledger.Tx, k Kit) error {
	if err := refuseFaults("kit", k.ID, k.Faults()); err != nil {
		return err
	}
	if err := kits.Put(tx, key(k.ID), k); err != nil {
		return err
	}
	return audit(tx, AKit, k.ID)
}

// KitByID returns a kit, or ErrUnknownKit.
func KitByID(r ledger.Reader, id string) (Kit, error) {
	k, found, err := kits.Find(r, key(id))
	if err == nil && !found {
		err = ErrUnknownKit
	}
	return k, err
}

// Kits returns every kit that was not withdrawn.
func Kits(r ledger.Reader) ([]Kit, error) { return standing(r, kits) }

// UseKit takes a kit for the counter or for home visits, for a stretch of a day. It refuses with
// ErrKitTaken where it is elsewhere then.
func UseKit(tx *ledger.Tx, u KitUse) (KitUse, error) {
	if _, err := KitByID(tx, u.Kit); err != nil {
		return u, err
	}
	if u.Date == 0 || u.Start >= u.End || u.For != "counter" && u.For != "visits" {
		return u, ErrSetup.With("what", "kit use")
	}
	if taken, err := kitTaken(tx, u.Kit, u.Date, u.Start, u.End, u.ID); err != nil || taken != "" {
		return u, errors.Join(err, when(err == nil, ErrKitTaken))
	}
	if u.ID == "" {
		u.ID = tx.NewID()
	}
	return u, kitUses.Put(tx, ledger.K().Int32(int32(u.Date)).Str(u.ID), u)
}

func when(is bool, err error) error {
	if is {
		return err
	}
	return nil
}

// KitUses returns where kits are on a day, outings apart.
func KitUses(r ledger.Reader, day calendar.Date) (all []KitUse, err error) {
	err = kitUses.Each(r, ledger.K().Int32(int32(day)), func(_ ledger.Key, u KitUse) error { all = append(all, u); return nil })
	return all, err
}

// kitTaken returns the outing or use that has a kit in a stretch of a day, but for one; "" if none.
func kitTaken(r ledger.Reader, kit string, day calendar.Date, from, until calendar.Cell, but string) (string, error) {
	uses, err := KitUses(r, day)
	if err != nil {
		return "", err
	}
	for _, u := range uses {
		if u.Kit == kit && u.ID != but && u.Start < until && from < u.End {
			return u.ID, nil
		}
	}
	all, err := Outings(r, day, day)
	for _, o := range all {
		if o.Kit == kit && string(o.ID) != but && o.State != Cancelled && o.From < until && from < o.Until {
			return string(o.ID), err
		}
	}
	return "", err
}
