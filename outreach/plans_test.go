package outreach

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach/route"
)

func TestARepeatedOutingLeavesOutWhatIsInTheWayAndEachChangesAlone(t *testing.T) {
	tn := newTown(t)
	first := tn.publish(outing(monday, "A", "B"))
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: who("A"), From: monday + 28, Until: monday + 28})
		return err
	})
	var made []Outing
	var left []Skipped
	repeat := func(weeks, times int) error {
		return tn.try(func(tx *ledger.Tx) (err error) {
			made, left, err = Repeat(tx, first.ID, weeks, times)
			return err
		})
	}
	if err := repeat(2, 3); err != nil {
		t.Fatal(err)
	}
	if len(made) != 2 || made[0].Date != monday+14 || made[1].Date != monday+42 || len(left) != 1 || left[0] != (Skipped{monday + 28, string(CrewTaken)}) {
		t.Fatalf("drafted %v, left %v", made, left)
	}
	if made[0].State != Draft || made[0].ID == first.ID || made[0].Stops[0].ID == first.Stops[0].ID {
		t.Errorf("not an outing of its own: %+v", made[0])
	}
	one := made[0]
	one.Stops[0].Leave = cell("10:30")
	if _, err := tn.put(one); err != nil {
		t.Fatal(err)
	}
	if got := tn.outing(made[1].ID); got.Stops[0].Leave != first.Stops[0].Leave {
		t.Errorf("changing one changed the other to %v", got.Stops[0].Leave)
	}
	for _, odd := range [][2]int{{0, 1}, {9, 1}, {1, 0}, {1, 13}} {
		if err := repeat(odd[0], odd[1]); !errors.Is(err, ErrRepeat) {
			t.Errorf("every %d weeks, %d times: %v", odd[0], odd[1], err)
		}
	}
}

func TestPartnersAnswerByTheirLinkAlone(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	stop := o.Stops[0].ID
	var first, second string
	tn.do(func(tx *ledger.Tx) (err error) { first, err = AskPartner(tx, stop, "politie"); return err })
	tn.do(func(tx *ledger.Tx) (err error) { second, err = AskPartner(tx, stop, "politie"); return err })
	answer := func(secret string, yes bool) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := AnswerInvite(tx, stop, secret, yes); return err })
	}
	if err := answer(first, true); !errors.Is(err, ErrInviteLink) {
		t.Errorf("the old link: %v", err)
	}
	if err := errors.Join(answer(second, true), answer(second, true), answer(second, false), answer(second, true)); err != nil {
		t.Error(err)
	}
	if got := tn.outing(o.ID).Stops[0].Partners; len(got) != 1 || got[0].Answer != Accepted || got[0].Hash == second {
		t.Errorf("kept: %+v", got)
	}
	if err := tn.try(func(tx *ledger.Tx) error { _, err := AskPartner(tx, stop, "nobody"); return err }); !errors.Is(err, ErrUnknownPartner) {
		t.Errorf("an unknown partner: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := CallOff(tx, o.ID); return err })
	if err := answer(second, false); !errors.Is(err, ErrOutingState) {
		t.Errorf("after it was cancelled: %v", err)
	}
}

func TestARequestBecomesAWishWithAnAnswer(t *testing.T) {
	tn := newTown(t)
	q := Request{Neighbourhood: "voorst", By: "school", Why: "event", From: monday, Until: monday + 30, People: 40}
	ask := func(form string, q Request) (made Request, err error) {
		err = tn.try(func(tx *ledger.Tx) (err error) { made, err = AskForBus(tx, id(form), q); return err })
		return made, err
	}
	made, err := ask("A", q)
	again, err2 := ask("A", q)
	if err != nil || err2 != nil || made.ID == "" || made.ID == id("A") || again.ID != made.ID {
		t.Fatal(made, again, err, err2)
	}
	other := q
	other.People++
	if _, err := ask("A", other); !errors.Is(err, ledger.ErrOnce) {
		t.Errorf("another request under a key that was used: %v", err)
	}
	q = made
	for what, spoil := range map[string]func(*Request){
		"by nobody": func(q *Request) { q.By = "de koning" }, "for no reason": func(q *Request) { q.Why = "" }, "in the past": func(q *Request) { q.From = monday - 30 },
		"backwards": func(q *Request) { q.Until = q.From - 1 }, "for a crowd": func(q *Request) { q.People = 5000 },
	} {
		bad := q
		spoil(&bad)
		if _, err := ask("B", bad); !errors.Is(err, ErrRequest) {
			t.Errorf("%s: %v", what, err)
		}
	}
	answer := func(to RequestState, stop StopID) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := AnswerRequest(tx, q.ID, to, stop); return err })
	}
	if err := answer(RequestMet, "X"); !errors.Is(err, ErrRequestState) {
		t.Errorf("met before it was a wish: %v", err)
	}
	o := tn.publish(outing(monday, "A", "B"))
	if err := errors.Join(answer(RequestWish, ""), answer(RequestMet, o.Stops[0].ID)); err != nil {
		t.Error(err)
	}
	if err := answer(RequestMet, "X"); !errors.Is(err, ErrRequestState) {
		t.Errorf("met by no stop: %v", err)
	}
}

func TestCoverageCountsWhatWasAndWhatIsToCome(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	tn.publish(outing(monday+7, "A", "B"))
	tn.at("2026-11-30T10:00")
	tn.do(func(tx *ledger.Tx) error {
		_, err := ArriveStop(tx, o.Stops[0].ID)
		_, err2 := LeaveStop(tx, o.Stops[0].ID)
		return errors.Join(err, err2)
	})
	tn.see(func(r ledger.Reader) error {
		all, err := Coverages(r, monday+1)
		for _, c := range all {
			want := map[NeighbourhoodID]string{"ulft": "1 1 1 false", "sinderen": "1 1 1 false", "voorst": "0 0 -1 true"}[c.Neighbourhood.ID]
			if got := fmt.Sprint(c.Done, c.Planned, c.Days, c.Gap()); got != want {
				t.Errorf("%s: %s, want %s", c.Neighbourhood.ID, got, want)
			}
		}
		return err
	})
}

func TestLayersAreReadReplacedAndRefused(t *testing.T) {
	tn := newTown(t)
	tn.see(func(r ledger.Reader) error {
		all, err := Layers(r)
		if len(all) < 3 || len(OnDay(all, "ulft", calendar.DateOf(2026, 12, 25))) == 0 {
			t.Errorf("layers: %v", all)
		}
		return err
	})
	tn.do(func(tx *ledger.Tx) error { return PutLayer(tx, Layer{ID: "schoolvakanties", Name: "Onze vakanties"}) })
	tn.see(func(r ledger.Reader) error {
		all, err := Layers(r)
		if len(OnDay(all, "ulft", calendar.DateOf(2026, 12, 25))) != 0 {
			t.Error("our own layer does not take the place of the one that comes with Balie")
		}
		return err
	})
	for _, text := range []string{"", "{}", `{"id":"x","name":"X","days":[{"from":"2026-12-02","until":"2026-12-01","what":"y"}]}`} {
		if _, err := ParseLayer([]byte(text)); !errors.Is(err, ErrLayer) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", `{"a":{"b":-1}}`, `{"a":{"b":6000}}`} {
		if _, err := ParseDrives([]byte(text)); !errors.Is(err, ErrDrives) {
			t.Errorf("%q: %v", text, err)
		}
	}
	d, err := ParseDrives([]byte(`{"a":{"b":12.2}}`))
	if err != nil || d.Minutes("a", "b", route.Position{}, route.Position{}) != 13 {
		t.Errorf("measured times are not taken: %v", err)
	}
}

// TestADeliveryThatIsOfferedCanBeKept plans deliveries in windows that are offered until the day is full,
// lets some be in vain and planned again, and holds each round: every call lies in its window.
func TestADeliveryThatIsOfferedCanBeKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tn := newTown(t)
		round := Outing{Vehicle: "fiets", Date: monday, From: cell("09:00"), Until: cell("13:00"), Crew: []roster.ColleagueID{who("D")}}
		o := tn.publish(round)
		var planned []Delivery
		for range rapid.IntRange(1, 20).Draw(rt, "deliveries") {
			d := Delivery{Kind: rapid.SampledFrom([]Kind{Bring, Visit}).Draw(rt, "kind"), Area: rapid.SampledFrom([]NeighbourhoodID{"ulft", "sinderen", "voorst"}).Draw(rt, "area")}
			d.Product = catalogue.ProductID(d.Kind)
			var windows []Window
			tn.see(func(r ledger.Reader) (err error) { windows, err = Windows(r, d, monday+7); return err })
			if len(windows) == 0 {
				continue
			}
			w := rapid.SampledFrom(windows).Draw(rt, "window")
			tn.do(func(tx *ledger.Tx) (err error) { d, err = addDelivery(tx, d, w); return err })
			planned = append(planned, d)
		}
		tn.see(func(r ledger.Reader) error {
			calls, _, err := Drive(r, o)
			if len(calls) != len(planned) {
				rt.Fatalf("%d planned, %d driven", len(planned), len(calls))
			}
			for _, c := range calls {
				if c.Arrives < c.Delivery.Start || c.Arrives >= c.Delivery.End {
					rt.Fatalf("comes at %s, in a window of %s to %s", c.Arrives, c.Delivery.Start, c.Delivery.End)
				}
			}
			return err
		})
		var order []string
		tn.see(func(r ledger.Reader) (err error) {
			_, before, _ := Drive(r, o)
			var best int
			order, best, err = BestRound(r, o)
			if len(order) > 0 && best > before {
				rt.Fatalf("the best order takes %d minutes, as it stood %d", best, before)
			}
			return err
		})
		if len(order) > 0 {
			tn.do(func(tx *ledger.Tx) error { return SetRound(tx, o, order) })
		}
	})
}

var doorOf = contact.Details{Name: "Riet Wissink", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Phone: "06 12345678", Channel: contact.ByLetter}

// doors asks for deliveries in a published round of a Monday morning.
type doors struct {
	*town
	round       Outing
	early, late Window
	id          string // of the last that was planned
}

func newDoors(t *testing.T) *doors {
	d := &doors{town: newTown(t)}
	d.round = d.publish(Outing{Vehicle: "fiets", Date: monday, From: cell("09:00"), Until: cell("13:00"), Crew: []roster.ColleagueID{who("D")}})
	d.early, d.late = Window{d.round.ID, monday, cell("09:00"), cell("11:00")}, Window{d.round.ID, monday, cell("11:00"), cell("13:00")}
	return d
}

func (d *doors) add(key string, call Delivery, w Window, who contact.Details) error {
	return d.try(func(tx *ledger.Tx) error {
		made, err := RequestDelivery(tx, d.vault, DeliveryRequest{Key: key, Call: call, Window: w, Contact: who})
		if err == nil {
			d.id = made.ID
		}
		return err
	})
}

func (d *doors) end(to DeliveryState) error {
	return d.try(func(tx *ledger.Tx) error { _, err := EndDelivery(tx, d.id, to); return err })
}

func (d *doors) again(w Window) error {
	return d.try(func(tx *ledger.Tx) error { _, err := TryAgain(tx, d.id, w); return err })
}

var wishedDelivery = Delivery{Kind: Bring, Product: "bring", Area: "ulft"}

func TestADeliveryIsRefusedWhereItCannotBe(t *testing.T) {
	d := newDoors(t)
	two, other := wishedDelivery, wishedDelivery
	two.TwoPersons, other.Product = true, "paspoort"
	nobody := contact.Details{Name: "Riet", Phone: "06 12345678", Channel: contact.None}
	silent := doorOf
	silent.Phone = ""
	for what, c := range map[string]struct {
		call Delivery
		in   Window
		who  contact.Details
		want error
	}{
		"two persons of one":            {two, d.early, doorOf, ErrWindow},
		"no such window":                {wishedDelivery, Window{d.round.ID, monday, cell("09:30"), cell("11:30")}, doorOf, ErrWindow},
		"no such round":                 {wishedDelivery, Window{"X", monday, cell("09:00"), cell("11:00")}, doorOf, ErrWindow},
		"a product that is not brought": {other, d.early, doorOf, ErrNotAtHome},
		"a door without an address":     {wishedDelivery, d.early, nobody, booking.ErrDetails},
		"a door without a number":       {wishedDelivery, d.early, silent, booking.ErrDetails},
	} {
		if err := d.add(what, c.call, c.in, c.who); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := errors.Join(d.add("one", wishedDelivery, d.early, doorOf), d.add("one", wishedDelivery, d.early, doorOf)); err != nil {
		t.Fatal(err)
	}
	if err := d.add("one", wishedDelivery, d.late, doorOf); !errors.Is(err, ledger.ErrOnce) {
		t.Errorf("another wish under the same key: %v", err)
	}
}

func TestADeliveryEndsInOneWay(t *testing.T) {
	d := newDoors(t)
	if err := d.add("one", wishedDelivery, d.early, doorOf); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := errors.Join(d.end(NotHome), d.end(NotHome), d.again(d.late), d.again(d.early)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.end(NotHome); err != nil {
		t.Fatal(err)
	}
	if err := d.again(d.late); !errors.Is(err, ErrTries) {
		t.Errorf("a fourth time: %v", err)
	}
	if err := d.end(HandedOver); !errors.Is(err, ErrDeliveryState) {
		t.Errorf("handed over to nobody: %v", err)
	}
	if err := d.end(DeliveryOff); err != nil {
		t.Fatal(err)
	}
	d.see(func(r ledger.Reader) error {
		round, err := RoundOf(r, d.round.ID)
		waiting, err2 := ledger.Waiting(r)
		if len(round) != 0 || !slices.ContainsFunc(waiting, func(m ledger.Outgoing) bool { return m.Key == "forget/"+d.id }) {
			t.Errorf("round %v; nobody forgets whose door it was", round)
		}
		return errors.Join(err, err2)
	})
}
