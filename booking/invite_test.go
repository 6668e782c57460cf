package booking

import (
	"context"
	"errors"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) invite(i Invite, d contact.Details) (made Invite, err error) {
	if i.Product == "" {
		i.Product = "paspoort"
	}
	err = t.try(func(tx *ledger.Tx) (err error) { made, err = MakeInvite(tx, t.vault, i, d); return err })
	return made, err
}

func (t *town) useInvite(id InviteID, o supply.Offer) (a Appointment, err error) {
	a, _, err = t.useInviteBy(id, "A", o)
	return a, err
}

func (t *town) useInviteBy(id InviteID, form VisitKey, o supply.Offer) (a Appointment, own bool, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, own, err = UseInvite(tx, t.vault, id, form, o); return err })
	return a, own, err
}

func TestAUsedInvitationIsTheirsWhoUsedIt(t *testing.T) {
	tn := newTown(t)
	i, err := tn.invite(Invite{Office: "hal", Deadline: tuesday + 3, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what string
		form VisitKey
		own  bool
	}{{"first", "A", true}, {"sent twice", "A", true}, {"another who has the link", "B", false}, {"no form", "", false}} {
		if _, own, err := tn.useInviteBy(i.ID, c.form, at("hal", tuesday, "09:00")); err != nil || own != c.own {
			t.Errorf("%s: %v, %v", c.what, own, err)
		}
	}
	tn.at("2026-12-01T08:00")
	if _, own, err := tn.useInviteBy(i.ID, "A", at("hal", tuesday, "09:00")); err != nil || own {
		t.Errorf("the same form much later: %v, %v", own, err)
	}
}

func (t *town) inviteOf(id InviteID) (i Invite) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { i, err = InviteByID(r, id); return err })
	return i
}

func TestWhoIsInvitedOnlyPicksATime(t *testing.T) {
	tn := newTown(t)
	i, err := tn.invite(Invite{Office: "hal", Deadline: tuesday + 3, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		o    supply.Offer
		want error
	}{{at("bus", tuesday, "10:00"), supply.ErrTaken}, {at("hal", tuesday+6, "09:00"), supply.ErrTaken}} {
		if _, err := tn.useInvite(i.ID, c.o); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	var made AppointmentID
	for range 2 {
		a, err := tn.useInvite(i.ID, at("hal", tuesday, "09:00"))
		if err != nil || made != "" && a.ID != made {
			t.Fatal(a.ID, err)
		}
		made = a.ID
	}
	tn.see(func(r ledger.Reader) error {
		d, err := contact.Read(r, tn.vault, made.Subject())
		if d.Name != mailed.Name || d.Email != mailed.Email {
			t.Errorf("booked for %+v", d)
		}
		return err
	})
	if s := tn.inviteOf(i.ID).State; s != InviteUsed {
		t.Error(s)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return WithdrawInvite(tx, i.ID) }); !errors.Is(err, ErrInviteOver) {
		t.Error("a used invitation is withdrawn:", err)
	}
}

func TestASmallTeamAloneHelpsWhoIsInvited(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		hall := testOffices()[0]
		hall.Desks[1].Properties = []string{"team:vast"}
		return catalogue.PutOffice(tx, hall)
	})
	first, err := tn.invite(Invite{Team: "vast", Deadline: tuesday + 3, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	second, err := tn.invite(Invite{Team: "vast", Deadline: tuesday + 3, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tn.useInvite(first.ID, at("hal", tuesday, "09:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.useInvite(second.ID, at("hal", tuesday, "09:00")); !errors.Is(err, supply.ErrTaken) {
		t.Error("somebody else helps them:", err)
	}
	if !tn.hasStart(at("hal", tuesday, "09:00"), passports(1)) {
		t.Error("the other desk is not free for others")
	}
}

func TestWhoDoesNotUseAnInvitationIsCalled(t *testing.T) {
	tn := newTown(t)
	byMail, err := tn.invite(Invite{Deadline: tuesday + 20, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	byPhone, err := tn.invite(Invite{Deadline: tuesday + 20, CallAfter: 5}, called)
	if err != nil {
		t.Fatal(err)
	}
	due := func() {
		t.Helper()
		if _, err := InvitesDue(context.Background(), tn.ledger, tn.vault); err != nil {
			t.Fatal(err)
		}
	}
	due()
	if tn.inviteOf(byMail.ID).State != InviteOpen || tn.inviteOf(byPhone.ID).State != InviteListed {
		t.Error("who has a message is called at once, or who has none is not")
	}
	tn.pass(5*24*time.Hour + time.Minute)
	due()
	if tn.inviteOf(byMail.ID).State != InviteListed {
		t.Error("nobody calls who did not choose")
	}
	tn.do(func(tx *ledger.Tx) error { return NoteInviteTried(tx, byMail.ID) })
	if _, err := tn.useInvite(byMail.ID, at("hal", tuesday+9, "09:00")); err != nil {
		t.Error("who is called cannot choose any more:", err)
	}
	tn.pass(60 * 24 * time.Hour)
	due()
	for _, id := range []InviteID{byMail.ID, byPhone.ID} {
		tn.see(func(r ledger.Reader) error {
			if _, err := InviteByID(r, id); !errors.Is(err, ErrNoInvite) {
				t.Error("an invitation is kept for ever:", err)
			}
			if _, err := contact.Read(r, tn.vault, id.Subject()); !errors.Is(err, contact.ErrForgotten) {
				t.Error("who was invited is not forgotten:", err)
			}
			return nil
		})
	}
}

func TestInvitationsThatCannotBeAreRefused(t *testing.T) {
	tn := newTown(t)
	for name, c := range map[string]struct {
		i    Invite
		d    contact.Details
		want error
	}{
		"a deadline today":     {Invite{Deadline: monday, CallAfter: 5}, mailed, ErrInviteDay},
		"a deadline in years":  {Invite{Deadline: calendar.DateOf(2030, 1, 1), CallAfter: 5}, mailed, ErrInviteDay},
		"a call at no day":     {Invite{Deadline: tuesday + 3}, mailed, ErrInviteDay},
		"a product of nothing": {Invite{Product: "niets", Deadline: tuesday + 3, CallAfter: 5}, mailed, catalogue.ErrUnknownProduct},
		"an office of nowhere": {Invite{Office: "maan", Deadline: tuesday + 3, CallAfter: 5}, mailed, catalogue.ErrUnknownOffice},
		"nobody":               {Invite{Deadline: tuesday + 3, CallAfter: 5}, contact.Details{}, ErrDetails},
	} {
		if _, err := tn.invite(c.i, c.d); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	i, err := tn.invite(Invite{Deadline: tuesday + 3, CallAfter: 5}, posted)
	if err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		found, err := InviteByCode(r, tn.vault, InviteCode(tn.vault, i))
		if err != nil || found.ID != i.ID {
			t.Errorf("by its code: %+v %v", found, err)
		}
		if _, err := InviteByCode(r, tn.vault, "0000 0000"); !errors.Is(err, ErrNoInvite) {
			t.Error("another code:", err)
		}
		if _, err := ByCode(r, tn.vault, InviteCode(tn.vault, i)); !errors.Is(err, ErrNoSuchCode) {
			t.Error("an invitation's code opens an appointment:", err)
		}
		return nil
	})
	tn.do(func(tx *ledger.Tx) error { return WithdrawInvite(tx, i.ID) })
	if _, err := tn.useInvite(i.ID, at("hal", tuesday, "09:00")); !errors.Is(err, ErrInviteOver) {
		t.Error("a withdrawn invitation is used:", err)
	}
	if err := tn.try(func(tx *ledger.Tx) error { return NoteInviteTried(tx, i.ID) }); !errors.Is(err, ErrInviteOver) {
		t.Error(err)
	}
}
