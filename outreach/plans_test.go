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

func TestASeriesDraftsEachDateOnceAndOneDateChangesAlone(t *testing.T) {
	tn := newTown(t)
	var s Series
	tn.do(func(tx *ledger.Tx) (err error) {
		s, err = PutSeries(tx, Series{Rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", From: monday, Like: outing(0, "A", "B")})
		return err
	})
	draft := func() (made []Outing, left []Skipped) {
		t.Helper()
		tn.do(func(tx *ledger.Tx) (err error) {
			made, left, err = DraftSeries(tx, s.ID, monday, monday+41)
			return err
		})
		return made, left
	}
	tn.do(func(tx *ledger.Tx) error { _, err := SkipDate(tx, s.ID, monday+29); return err })
	tn.do(func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: who("A"), From: monday + 15, Until: monday + 15})
		return err
	})
	made, left := draft()
	if len(made) != 1 || made[0].Date != monday+1 || len(left) != 1 || left[0].Why != string(CrewTaken) {
		t.Fatalf("drafted %v, left %v", made, left)
	}
	one := made[0]
	one.Stops[0].Leave = cell("10:30")
	if _, err := tn.put(one); err != nil {
		t.Fatal(err)
	}
	if again, _ := draft(); len(again) != 0 {
		t.Errorf("drafted twice: %v", again)
	}
	for _, rule := range []string{"", "FREQ=SECONDLY", "FREQ=WEEKLY;UNTIL=20200101T000000Z", "iets"} {
		if err := tn.try(func(tx *ledger.Tx) error {
			_, err := PutSeries(tx, Series{Rule: rule, From: monday, Like: outing(0)})
			return err
		}); !errors.Is(err, ErrSeries) {
			t.Errorf("%q: %v", rule, err)
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
	tn.do(func(tx *ledger.Tx) error { _, _, err := CancelOuting(tx, o.ID, nil); return err })
	if err := answer(second, false); !errors.Is(err, ErrOutingState) {
		t.Errorf("after it was cancelled: %v", err)
	}
}

func TestARequestBecomesAWishWithAnAnswer(t *testing.T) {
	tn := newTown(t)
	q := Request{ID: id("A"), Neighbourhood: "voorst", By: "school", Why: "event", From: monday, Until: monday + 30, People: 40}
	ask := func(q Request) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := AskForBus(tx, q); return err })
	}
	if err := errors.Join(ask(q), ask(q)); err != nil {
		t.Fatal(err)
	}
	for what, spoil := range map[string]func(*Request){
		"by nobody": func(q *Request) { q.By = "de koning" }, "for no reason": func(q *Request) { q.Why = "" }, "in the past": func(q *Request) { q.From = monday - 30 },
		"backwards": func(q *Request) { q.Until = q.From - 1 }, "for a crowd": func(q *Request) { q.People = 5000 },
	} {
		bad := q
		bad.ID = id("B")
		spoil(&bad)
		if err := ask(bad); !errors.Is(err, ErrRequest) {
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

func TestADeliveryEndsInOneWay(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(Outing{Vehicle: "fiets", Date: monday, From: cell("09:00"), Until: cell("13:00"), Crew: []roster.ColleagueID{who("D")}})
	w, other := Window{o.ID, monday, cell("09:00"), cell("11:00")}, Window{o.ID, monday, cell("11:00"), cell("13:00")}
	d := Delivery{ID: id("A"), Kind: Bring, Product: "bring", Area: "ulft"}
	add := func(asked Delivery, w Window) error {
		return tn.try(func(tx *ledger.Tx) error {
			made, err := RequestDelivery(tx, tn.vault, DeliveryRequest{Key: asked.ID, Call: asked, Window: w, Contact: doorOf})
			if err == nil {
				d.ID = made.ID
			}
			return err
		})
	}
	wish := d
	two := Delivery{ID: id("B"), Kind: Bring, Product: "bring", Area: "ulft", TwoPersons: true}
	for what, err := range map[string]error{
		"two persons of one": add(two, w), "no such window": add(d, Window{o.ID, monday, cell("09:30"), cell("11:30")}), "no such round": add(d, Window{"X", monday, cell("09:00"), cell("11:00")}),
	} {
		if !errors.Is(err, ErrWindow) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := add(Delivery{ID: id("C"), Kind: Bring, Product: "paspoort", Area: "ulft"}, w); !errors.Is(err, ErrNotAtHome) {
		t.Errorf("a product that is not brought: %v", err)
	}
	if err := errors.Join(add(wish, w), add(wish, w)); err != nil {
		t.Fatal(err)
	}
	if err := add(wish, other); !errors.Is(err, ledger.ErrOnce) {
		t.Errorf("another wish under the same key: %v", err)
	}
	nobody := DeliveryRequest{Key: "nobody", Call: wish, Window: w, Contact: contact.Details{Name: "Riet", Channel: contact.None}}
	if err := tn.try(func(tx *ledger.Tx) error { _, err := RequestDelivery(tx, tn.vault, nobody); return err }); !errors.Is(err, booking.ErrDetails) {
		t.Errorf("a door without an address and a number: %v", err)
	}
	end := func(to DeliveryState) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := EndDelivery(tx, d.ID, to); return err })
	}
	again := func(w Window) error {
		return tn.try(func(tx *ledger.Tx) error { _, err := TryAgain(tx, d.ID, w); return err })
	}
	for range 2 {
		if err := errors.Join(end(NotHome), end(NotHome), again(other), again(w)); err != nil {
			t.Fatal(err)
		}
	}
	if err := end(NotHome); err != nil {
		t.Fatal(err)
	}
	if err := again(other); !errors.Is(err, ErrTries) {
		t.Errorf("a fourth time: %v", err)
	}
	if err := end(HandedOver); !errors.Is(err, ErrDeliveryState) {
		t.Errorf("handed over to nobody: %v", err)
	}
	if err := end(DeliveryOff); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		round, err := RoundOf(r, o.ID)
		waiting, err2 := ledger.Waiting(r)
		if len(round) != 0 || !slices.ContainsFunc(waiting, func(m ledger.Outgoing) bool { return m.Key == "forget/"+d.ID }) {
			t.Errorf("round %v; nobody forgets whose door it was", round)
		}
		return errors.Join(err, err2)
	})
}
