package booking

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// bookFor books a passport for somebody.
func (t *town) bookFor(d contact.Details, o supply.Offer) Appointment {
	t.Helper()
	key := NewVisitKey()
	if _, err := t.hold(key, passports(1), o); err != nil {
		t.Fatal(err)
	}
	a, err := t.book(key, d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (t *town) audits() (lines []ledger.Audited) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		lines, err = ledger.Audits(r, time.Time{}, r.Now().Add(time.Hour), 100)
		lines = slices.DeleteFunc(lines, func(line ledger.Audited) bool { return strings.HasPrefix(line.What, "config.") }) // of setting up
		return err
	})
	return lines
}

func TestAColleagueFindsOneAppointmentAndTheAuditKnows(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-11-30T08:00")
	zoe := tn.bookFor(contact.Details{Name: "Zoë Øvind-Şahin", Phone: "0315 292292", Channel: contact.ByPhone}, at("hal", monday, "09:00"))
	jan := tn.bookFor(contact.Details{Name: "Jan Smit", Email: "jan@voorbeeld.nl", Channel: contact.ByEmail}, at("hal", tuesday, "10:00"))
	bus := tn.bookFor(contact.Details{Name: "Jan Smit", Channel: contact.None}, at("bus", monday, "10:00"))
	today := func(q Lookup) ([]AppointmentID, error) {
		return FindToday(context.Background(), tn.ledger, tn.vault, "staff-1", "hal", q)
	}
	anyDay := func(q Lookup) ([]AppointmentID, error) {
		return FindAny(context.Background(), tn.ledger, tn.vault, "staff-1", q)
	}
	cases := map[string]struct {
		find func(Lookup) ([]AppointmentID, error)
		kind LookupKind
		text string
		want []AppointmentID
		err  error
	}{
		"a name without accents":   {today, LookupName, "zoe sahin", []AppointmentID{zoe.ID}, nil},
		"half a name":              {today, LookupName, "sah", nil, ErrFoundNone},
		"two letters":              {today, LookupName, "zo", nil, ErrFoundNone},
		"no letter":                {today, LookupName, "-", nil, ErrLookup},
		"a name of another day":    {today, LookupName, "Smit", nil, ErrFoundNone},
		"the time":                 {today, LookupTime, "09:00", []AppointmentID{zoe.ID}, nil},
		"no time":                  {today, LookupTime, "negen uur", nil, ErrLookup},
		"the code":                 {today, LookupCode, SpokenCode(tn.vault, zoe), []AppointmentID{zoe.ID}, nil},
		"a code of another office": {today, LookupCode, SpokenCode(tn.vault, bus), nil, ErrFoundNone},
		"the phone, of today":      {today, LookupPhone, "0315292292", []AppointmentID{zoe.ID}, nil},
		"a phone of nobody today":  {today, LookupPhone, "0612345678", nil, ErrFoundNone},
		"the code anywhere":        {anyDay, LookupCode, SpokenCode(tn.vault, jan), []AppointmentID{jan.ID}, nil},
		"a code that is none":      {anyDay, LookupCode, "?", nil, ErrLookup},
		"the phone":                {anyDay, LookupPhone, "+31315292292", []AppointmentID{zoe.ID}, nil},
		"the address":              {anyDay, LookupEmail, "JAN@voorbeeld.nl", []AppointmentID{jan.ID}, nil},
		"half an address":          {anyDay, LookupEmail, "jan", nil, ErrFoundNone},
		"a name and a day":         {anyDay, LookupName, "smit", []AppointmentID{jan.ID}, nil},
		"a time anywhere":          {anyDay, LookupTime, "09:00", nil, ErrLookup},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			before := len(tn.audits())
			got, err := c.find(Lookup{Kind: c.kind, Text: c.text, Date: tuesday, Reason: "calls"})
			if !slices.Equal(got, c.want) || !errors.Is(err, c.err) {
				t.Errorf("found %v, %v; want %v, %v", got, err, c.want, c.err)
			}
			lines := tn.audits()[before:]
			if errors.Is(c.err, ErrLookup) {
				return
			}
			if len(lines) != 1 || lines[0].Actor != "staff-1" || lines[0].What != "lookup."+string(c.kind) || lines[0].Found != (c.err == nil) || len(lines[0].IDs) != len(c.want) {
				t.Errorf("the audit says %+v", lines)
			}
		})
	}
	if _, err := today(Lookup{Kind: LookupName, Text: "zoe", Reason: "curious"}); !errors.Is(err, ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	tn.auditHoldsNothingOf("zoe", "smit", "292292", "voorbeeld")
}

func (t *town) auditHoldsNothingOf(secrets ...string) {
	t.Helper()
	text, _ := json.Marshal(t.audits())
	for _, secret := range secrets {
		if strings.Contains(strings.ToLower(string(text)), secret) {
			t.Errorf("the audit holds %q", secret)
		}
	}
}

func TestAListOfNamesIsNeverShown(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-11-30T08:00")
	for i := range mostFound + 1 {
		tn.bookFor(contact.Details{Name: "Jan Jansen", Channel: contact.None}, supply.Offer{Office: "hal", Date: monday, Start: cell("09:00") + calendar.Cell(2*i)})
	}
	ids, err := FindToday(context.Background(), tn.ledger, tn.vault, "staff-1", "hal", Lookup{Kind: LookupName, Text: "jansen", Reason: "arrives"})
	if !errors.Is(err, ErrFoundMany) || len(ids) > 0 {
		t.Errorf("found %v, %v", ids, err)
	}
	if lines := tn.audits(); len(lines) != 1 || len(lines[0].IDs) > 0 || !lines[0].Found {
		t.Errorf("the audit says %+v", lines)
	}
}

func TestACallerSaysOneFactThatTheScreenHasNotShown(t *testing.T) {
	tn := newTown(t)
	a := tn.bookFor(contact.Details{Name: "Jan", Email: "jan@voorbeeld.nl", Channel: contact.ByEmail}, at("hal", tuesday, "10:00"))
	cases := map[string]struct {
		searched LookupKind
		fact     Fact
		right    bool
		err      error
	}{
		"the day":             {LookupEmail, Fact{FactDate, "2026-12-01"}, true, nil},
		"another day":         {LookupEmail, Fact{FactDate, "2026-12-02"}, false, nil},
		"the address":         {LookupCode, Fact{FactEmail, "Jan@Voorbeeld.nl"}, true, nil},
		"the same address":    {LookupEmail, Fact{FactEmail, "jan@voorbeeld.nl"}, false, ErrFactUsed},
		"the day of a search": {LookupName, Fact{FactDate, "2026-12-01"}, false, ErrFactUsed},
		"the code":            {LookupName, Fact{FactCode, SpokenCode(tn.vault, a)}, true, nil},
		"no code":             {LookupName, Fact{FactCode, "?"}, false, nil},
		"a phone we lack":     {LookupName, Fact{FactPhone, ""}, false, nil},
		"their shoe size":     {LookupName, Fact{"shoe", "44"}, false, ErrFactKind},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			before := len(tn.audits())
			var right bool
			err := tn.try(func(tx *ledger.Tx) (err error) {
				right, err = ConfirmFact(tx, tn.vault, a.ID, c.searched, c.fact)
				return err
			})
			if right != c.right || !errors.Is(err, c.err) {
				t.Errorf("%v, %v; want %v, %v", right, err, c.right, c.err)
			}
			if lines := tn.audits()[before:]; c.err == nil && (len(lines) != 1 || lines[0].Found != c.right) {
				t.Errorf("the audit says %+v", lines)
			}
		})
	}
}

func TestACorrectionIsToldByResending(t *testing.T) {
	tn := newTown(t)
	a := tn.bookFor(contact.Details{Name: "Jan", Email: "jna@voorbeeld.nl", Channel: contact.ByEmail}, at("hal", tuesday, "10:00"))
	tn.do(func(tx *ledger.Tx) error { return tx.Withdraw(a.bookedKey()) }) // it was sent
	right := contact.Details{Name: "Jan", Email: "jan@voorbeeld.nl", Channel: contact.ByEmail}
	correct := func(d contact.Details) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := CorrectContact(tx, tn.vault, a.ID, d); return err })
	}
	if err := correct(contact.Details{Name: "Jan", Email: "jan@", Channel: contact.ByEmail}); !errors.Is(err, ErrDetails) {
		t.Errorf("a bad correction: %v", err)
	}
	if err := correct(right); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error {
		told, err := ResendConfirmation(tx, a.ID)
		if !told {
			t.Error("there is an address, but nothing is sent")
		}
		return err
	})
	tn.see(func(r ledger.Reader) error {
		due, err := ledger.Due(r, 10, NotifyBooked)
		if d, err := contact.Read(r, tn.vault, a.ID.Subject()); !d.Same(right) || err != nil || len(due) != 1 {
			t.Errorf("corrected to %+v, %d to send: %v", d, len(due), err)
		}
		return err
	})
	if err := correct(contact.Details{Name: "Jan", Channel: contact.None}); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		waiting, err := ledger.Waiting(r)
		for _, o := range waiting {
			if slices.Contains(NotificationsBy(contact.Written...), o.Message.Template) {
				t.Errorf("%s is still to be sent to who has no address any more", o.Key)
			}
		}
		return err
	})
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if err := correct(right); !errors.Is(err, ErrNotBooked) {
		t.Errorf("correcting what is over: %v", err)
	}
}

func TestStaffBookFromTheirOwnShare(t *testing.T) {
	tn := newTown(t)
	hall := testOffices()[0]
	for i := range hall.Openings {
		hall.Openings[i].Share = "staff"
	}
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, hall) })
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("hal", tuesday, "10:00")); !errors.Is(err, supply.ErrTaken) {
		t.Errorf("a resident takes the staff share: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error {
		_, err := TakeHoldFor(tx, key, supply.Staff, passports(1), at("hal", tuesday, "10:00"))
		return err
	})
	tn.pass(5 * time.Minute)
	tn.do(func(tx *ledger.Tx) error { _, err := RenewHold(tx, key); return err })
	a, err := tn.book(key, riet)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tn.move(a.ID, at("hal", tuesday, "11:00"), 0); !errors.Is(err, supply.ErrTaken) {
		t.Errorf("a resident moves to the staff share: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error {
		_, err := MoveFor(tx, a.ID, supply.Staff, at("hal", tuesday, "11:00"), 0)
		return err
	})
}

func TestStatesOfAVisitFollowTheTable(t *testing.T) {
	verbs := map[State]func(*ledger.Tx, AppointmentID) (Appointment, error){Arrived: Arrive, Served: Serve, Missed: Miss, Booked: UndoArrive}
	for from, nexts := range legal {
		for next, verb := range verbs {
			if from == next {
				continue
			}
			t.Run(string(from)+" to "+string(next), func(t *testing.T) {
				tn := newTown(t)
				a := tn.mustBook(passports(1), at("hal", tuesday, "10:00"))
				tn.do(func(tx *ledger.Tx) error {
					a.State = from
					return a.write(tx)
				})
				if from == Cancelled {
					tn.do(func(tx *ledger.Tx) error { return coolOff(tx, a) })
				}
				err := tn.try(func(tx *ledger.Tx) error { _, err := verb(tx, a.ID); return err })
				if (err == nil) != slices.Contains(nexts, next) || err != nil && !errors.Is(err, ErrNotBooked) {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}
