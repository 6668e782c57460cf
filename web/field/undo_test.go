package field_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/webtest"
)

// state is all that an action on the road may change, as screens know it.
type state struct {
	stops           []outreach.Stop
	outing          outreach.State
	checked         []int
	notes, marks    int
	coming          int
	waiting, called []queue.Number
	serving         []queue.Number
}

func (r *road) state() (s state) {
	o := r.outing()
	s.stops, s.outing, s.checked = o.Stops, o.State, append([]int{}, o.Checked...)
	v := r.look("ulft-plein")
	s.coming = len(v.Expected)
	for _, w := range v.Waiting {
		s.waiting = append(s.waiting, w.Ticket.Number)
	}
	for _, x := range v.Called {
		s.called = append(s.called, x.Number)
	}
	for _, x := range v.Serving {
		s.serving = append(s.serving, x.Number)
	}
	webtest.Look(r.t, r.App, func(l ledger.Reader) error {
		notes, err := outreach.Notes(l, o.Stops[0].ID)
		s.notes = len(notes)
		if err == nil {
			s.marks, _, err = outreach.MarksOf(l, o.Stops[0].ID)
		}
		return err
	})
	return s
}

// TestEverythingOnTheRoadCanBeUndone does each thing that the phone can do, in the order of a visit, takes each back at
// once and does it again: all is as before each time. Failed before: nothing could be undone.
func TestEverythingOnTheRoadCanBeUndone(t *testing.T) {
	r := onTheRoad(t)
	made := webtest.Visit(t, r.App, "Kanarievogel de Wit", "pas", "ulft-plein", webtest.Today, 120)
	visit := []string{"afspraak", string(made.ID)}
	walk := actionID()
	for _, step := range [][]string{
		{"koffer", "n", "1", "aan", "ja"}, {"later", "n", "10"}, {"aangekomen"}, {"praatje", "thema", "care"}, {"oordeel", "n", "4"},
		append([]string{"er"}, visit...), append([]string{"roep"}, visit...), append([]string{"begin"}, visit...), append([]string{"klaar"}, visit...),
		{"binnen", "product", "pas"}, {"begin", "bij", walk}, {"klaar", "bij", walk}, {"vertrokken"},
	} {
		do, fields := step[0], step[1:]
		before, id := r.state(), actionID()
		r.goes(do, append([]string{"id", id}, fields...)...)
		if reflect.DeepEqual(before, r.state()) {
			t.Fatalf("%s did nothing", do)
		}
		_, body := r.team.Send("GET", "/medewerker/onderweg?gedaan="+do+"&bij="+id, "")
		webtest.Wants(t, do, body, `name="bij" value="`+id+`"`)
		r.goes("terug", "bij", id)
		if got := r.state(); !reflect.DeepEqual(got, before) {
			t.Fatalf("%s undone:\n%+v\nwas\n%+v", do, got, before)
		}
		if id = actionID(); do == "binnen" {
			id = walk
		}
		r.goes(do, append([]string{"id", id}, fields...)...)
	}
}

// TestUndoIsForHalfAMinute, and takes back only what nobody changed since.
func TestUndoIsForHalfAMinute(t *testing.T) {
	r := onTheRoad(t)
	id, other := actionID(), actionID()
	r.goes("aangekomen", "id", id)
	*r.Now = r.Now.Add(40 * time.Second)
	if code, body := r.does("terug", "bij", id); code != 409 || !strings.Contains(body, "te lang geleden") {
		t.Errorf("after forty seconds: %d %s", code, body)
	}
	r.goes("vertrokken", "id", other)
	r.goes("aangekomen", "halte", string(r.o.Stops[1].ID))
	if code, _ := r.does("terug", "bij", other); code != 409 {
		t.Errorf("something else happened since: %d", code)
	}
	r.goes("terug", "bij", actionID()) // the server never heard of it: it is undone as it is
}

// TestLeavingWithPeopleExpectedAsks: it names them, and whoever leaves all the same tells them.
func TestLeavingWithPeopleExpectedAsks(t *testing.T) {
	r := onTheRoad(t)
	made := webtest.Visit(t, r.App, "Kanarievogel de Wit", "pas", "ulft-plein", webtest.Today, 126)
	r.goes("aangekomen")
	code, body := r.does("vertrokken")
	if code != 409 || r.outing().Stops[0].State != outreach.Here {
		t.Fatalf("leaving answers %d, and the bus is %s", code, r.outing().Stops[0].State)
	}
	webtest.Wants(t, "the question", body, "Er wordt nog 1 mens verwacht", "10.30", "Blijven tot 11.30 uur", "Toch vertrekken en hen bericht sturen")
	r.goes("vertrokken", "aan", "ja")
	if o := r.outing(); o.Stops[0].State != outreach.Left {
		t.Errorf("the bus is %s", o.Stops[0].State)
	}
	webtest.Look(t, r.App, func(v ledger.Reader) error {
		all, err := change.All(v)
		if len(all) != 1 || !slices.ContainsFunc(all[0].Lines, func(l change.Line) bool { return l.Appointment == made.ID }) {
			t.Errorf("nobody knows what becomes of whoever was expected: %+v", all)
		}
		return err
	})
}

// TestOnlyWhatThePhoneMeasuredWhileWeWereUpMarksAPlace. Failed before: arriving while the server was down noted a place
// without signal.
func TestOnlyWhatThePhoneMeasuredWhileWeWereUpMarksAPlace(t *testing.T) {
	r := onTheRoad(t)
	stop, early := string(r.o.Stops[0].ID), r.Now.Add(-time.Hour).UTC().Format(time.RFC3339)
	for _, x := range []struct {
		line line
		want outreach.Signal
	}{
		{line{"aan": ""}, outreach.Good},                                  // supposed
		{line{"hoe": "gemeten", "aan": "", "tijd": early}, outreach.Good}, // before this server was up
		{line{"hoe": "gemeten", "aan": ""}, outreach.Poor},
		{line{"hoe": "gemeten", "aan": "ja"}, outreach.Good},
	} {
		webtest.Write(t, r.App, func(tx *ledger.Tx) error { return outreach.MeasureSignal(tx, "ulft-plein", outreach.Good) })
		x.line["id"], x.line["doe"], x.line["halte"] = actionID(), "bereik", stop
		if got := r.sends(x.line); got[0].Refused != "" {
			t.Errorf("%v is refused: %+v", x.line, got)
		}
		webtest.Look(t, r.App, func(v ledger.Reader) error {
			p, err := outreach.PlaceByID(v, "ulft-plein")
			if p.Signal != x.want {
				t.Errorf("%v marks %q, want %q", x.line, p.Signal, x.want)
			}
			return err
		})
	}
}

// TestAStopIsTheSameOnPhoneSheetPageAndBoard walks a stop through its day: what the team's phone, the run sheet, the
// residents' page and the board at the place say of it is one thing.
func TestAStopIsTheSameOnPhoneSheetPageAndBoard(t *testing.T) {
	r := onTheRoad(t)
	board := r.board()
	resident := r.Somebody(t)
	for _, phase := range []struct {
		do                          []string
		phone, sheet, page, onBoard string
	}{
		{nil, "9.30–11.30", "9.30–11.30", "9.30 tot 11.30 uur", ""},
		{[]string{"later", "n", "10"}, "10 minuten later", "10 minuten later", "10 minuten later", "10 minuten later"},
		{[]string{"later", "n", "0"}, "9.30–11.30", "9.30–11.30", "9.30 tot 11.30 uur", ""},
		{[]string{"aangekomen"}, "De bus staat hier nu", "De bus staat hier nu", "De bus staat nu in Ulft", ""},
		{[]string{"vertrokken"}, "De bus is vertrokken", "De bus is vertrokken", "", "De bus is vertrokken"},
	} {
		if phase.do != nil {
			r.goes(phase.do[0], phase.do[1:]...)
		}
		see := func(name string, p *webtest.Person, path, want string) {
			answer, body := p.Send("GET", path, "")
			if said := webtest.Said(body); answer.StatusCode != 200 || !strings.Contains(said, want) {
				t.Errorf("%v: the %s (%d) does not say %q: %s", phase.do, name, answer.StatusCode, want, said)
			} else if want == "" && (strings.Contains(said, "minuten later") || strings.Contains(said, "staat nu in Ulft")) {
				t.Errorf("%v: the %s says what is over: %s", phase.do, name, said)
			}
		}
		see("phone", r.team, "/medewerker/onderweg", phase.phone)
		see("sheet", r.team, "/medewerker/inzet/blad?id="+string(r.o.ID), phase.sheet)
		see("page", resident, "/praotbus", phase.page)
		see("board", board, "/bord", phase.onBoard)
	}
}

// board is a screen in the bus that was paired with the place where it stands.
func (r *road) board() *webtest.Person {
	r.t.Helper()
	s := r.Somebody(r.t)
	if answer, _ := s.Send("POST", "/scherm/koppelen", ""); answer.StatusCode != 303 {
		r.t.Fatalf("asking for a code answers %d", answer.StatusCode)
	}
	webtest.Write(r.t, r.App, func(tx *ledger.Tx) error {
		waits, found, err := kiosk.PairingBySecret(tx, s.Cookies["balie_scherm"])
		if err == nil && found {
			_, err = kiosk.Pair(tx, kiosk.NewDevice{Code: waits.Code, Role: kiosk.QueueDisplay, Name: "Bord", Office: "ulft-plein"})
		}
		return err
	})
	return s
}

// late counts who waits to be told that we come later.
func (r *road) late() (n int) {
	webtest.Look(r.t, r.App, func(v ledger.Reader) error {
		all, err := ledger.Waiting(v)
		for _, o := range all {
			if tell, _ := booking.NotificationOf(o.Message.Template); tell == booking.NotifyLate {
				n++
			}
		}
		return err
	})
	return n
}

// TestWhoIsBookedHearsThatTheBusIsLate: once, and not where it was a mistake. Failed before: nobody was told.
func TestWhoIsBookedHearsThatTheBusIsLate(t *testing.T) {
	r := onTheRoad(t)
	webtest.Write(t, r.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		_, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "ulft-plein", Date: webtest.Today, Start: 120})
		if err == nil {
			_, err = booking.Book(tx, r.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Kanarievogel", Email: "kanarie@example.org", Channel: contact.ByEmail}})
		}
		return err
	})
	id := actionID()
	r.goes("later", "n", "10", "id", id)
	if n := r.late(); n != 1 {
		t.Errorf("%d are told", n)
	}
	r.goes("terug", "bij", id)
	if n := r.late(); n != 0 {
		t.Errorf("taken back, %d are told", n)
	}
	r.goes("later", "n", "20")
	r.goes("later", "n", "0")
	if n := r.late(); n != 0 {
		t.Errorf("on time after all, %d are told", n)
	}
}
