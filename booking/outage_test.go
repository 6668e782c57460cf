package booking

import (
	"errors"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

func (t *town) fallsOut(desk catalogue.DeskID, from string) (ids []AppointmentID, err error) {
	err = t.ledger.View(func(r ledger.Reader) (err error) {
		ids, err = DeskOutage(r, "hal", tuesday, desk, cell(from))
		return err
	})
	return ids, err
}

// TestTheFewestFallOut: what fits at the other desk moves there, only the rest is named, and what was
// before the moment stays.
func TestTheFewestFallOut(t *testing.T) {
	tn := newTown(t)
	for _, start := range []string{"09:00", "09:10", "09:20"} {
		tn.mustBookFor(riet, at("hal", tuesday, start))
	}
	if ids, err := tn.fallsOut("hal-1", "00:00"); err != nil || len(ids) != 0 {
		t.Errorf("the other desk has room: %v %v", ids, err)
	}
	for _, start := range []string{"09:00", "09:20"} {
		tn.mustBookFor(riet, at("hal", tuesday, start))
	}
	if ids, err := tn.fallsOut("hal-1", "00:00"); err != nil || len(ids) != 2 {
		t.Errorf("two do not fit: %v %v", ids, err)
	}
	if ids, _ := tn.fallsOut("hal-1", "09:10"); len(ids) != 1 {
		t.Errorf("after ten past nine one does not fit: %v", ids)
	}
	if ids, _ := tn.fallsOut("hal-1", "12:00"); len(ids) != 0 {
		t.Errorf("after twelve nobody comes: %v", ids)
	}
	if err := tn.ledger.View(func(r ledger.Reader) error { _, err := DeskOutage(r, "nowhere", tuesday, "x", 0); return err }); !errors.Is(err, catalogue.ErrUnknownOffice) {
		t.Errorf("%v", err)
	}
}
