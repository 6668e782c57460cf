package catalogue

import (
	"fmt"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// TestWholeOfficesAreSplit in chunks, each record with the owner that had written it, desks with their numbers.
func TestWholeOfficesAreSplit(t *testing.T) {
	tn := newTown(t)
	hall := plein()
	hall.ID, hall.Kind = "hal", TownHall
	hall.Desks = []Desk{{ID: "b", Name: "B", Skills: []string{"pas"}, Number: 7}, {ID: "a", Name: "A", Skills: []string{"pas"}, Number: 3}}
	hall.Openings[0].Desk = "a"
	hall.Closures = []calendar.Closure{{ID: "uitval-2026-12-01-a", Desk: "a", From: 1, Reason: "uitval"}, {ID: "kerst", From: 2, Reason: "Kerst"}}
	stop := Office{ID: "kerk", Kind: Stop, Name: "Kerk", Zone: "Europe/Amsterdam", Label: "bus", Desks: []Desk{{ID: "kerk-bus", Name: "Bus", Skills: []string{"pas"}, Number: 1}},
		Openings: []calendar.Opening{openingOf("stop-a", "kerk-bus", 1, 2)}}
	tn.do(func(tx *ledger.Tx) error {
		for i := range 60 {
			p := pas(10)
			p.ID = ProductID(fmt.Sprintf("p%02d", i))
			if err := oldProducts.Put(tx, ledger.K().Str(string(p.ID)), p); err != nil {
				return err
			}
		}
		for _, o := range []Office{hall, stop} {
			if err := wholeOffices.Put(tx, ledger.K().Str(string(o.ID)), o); err != nil {
				return err
			}
		}
		return nil
	})
	chunks := 0
	for next := ledger.Key(nil); chunks == 0 || next != nil; chunks++ {
		tn.do(func(tx *ledger.Tx) (err error) { next, err = Split(tx, next); return err })
	}
	if chunks != 6 {
		t.Errorf("%d chunks", chunks)
	}
	tn.wantSplit()
	tn.do(func(tx *ledger.Tx) error {
		hall.Desks = append(hall.Desks, Desk{ID: "c", Name: "C", Skills: []string{"pas"}})
		return PutOffice(tx, hall)
	})
	tn.read(func(r ledger.Reader) error {
		o, err := OfficeByID(r, "hal")
		if c, _ := o.Desk("c"); c.Number != 8 {
			t.Errorf("the new desk is %+v", c)
		}
		return err
	})
}

// wantSplit holds what was split against what there was.
func (tn *town) wantSplit() {
	t := tn.t
	t.Helper()
	owners := map[string]Owner{}
	tn.read(func(r ledger.Reader) error {
		all, err := Products(r)
		if len(all) != 60 || all[0].ID != "p00" || all[59].Number() != 60 {
			t.Errorf("%d products", len(all))
		}
		o, _ := OfficeByID(r, "hal")
		if a, _ := o.Desk("a"); a.Number != 3 || len(o.Desks) != 2 || len(o.Closures) != 2 || len(o.Openings) != 1 || len(o.Rules().Openings) != 1 {
			t.Errorf("%+v", o)
		}
		_ = wholeOffices.Each(r, nil, func(ledger.Key, Office) error { t.Error("an office is still whole"); return nil })
		_ = records.Each(r, nil, func(_ ledger.Key, one record) error { owners[one.Ref.String()] = one.Owner; return nil })
		return err
	})
	for ref, want := range map[string]Owner{"office hal": Configuration, "hal desk a": Configuration, "hal closure kerst": Configuration, "hal closure uitval-2026-12-01-a": Disruption,
		"hal opening ochtend": Configuration, "office kerk": Outreach, "kerk desk kerk-bus": Outreach, "kerk opening stop-a": Outreach} {
		if owners[ref] != want {
			t.Errorf("%s belongs to %q", ref, owners[ref])
		}
	}
}

// TestRecordsWithoutStampsAreStamped: what was split before offices had stamps is read.
func TestRecordsWithoutStampsAreStamped(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	tn.do(func(tx *ledger.Tx) error { return PutProduct(tx, pas(10)) })
	tn.do(func(tx *ledger.Tx) error {
		homeStamps.Delete(tx, ledger.K().Str("plein"))
		homeStamps.Delete(tx, ledger.K().Str(""))
		return restamp(tx)
	})
	tn.wantProducts(0, 0)
	for next := (ledger.Key{}); next != nil; {
		from := next
		tn.do(func(tx *ledger.Tx) (err error) { next, err = StampHomes(tx, from); return err })
	}
	tn.wantProducts(1, 10)
	tn.read(func(r ledger.Reader) error { _, err := OfficeByID(r, "plein"); return err })
}
