package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/queue"
	"balie/web"
	"balie/web/account"
)

// deskPassphrase opens every account of a hall.
const deskPassphrase = "vier losse woorden samen"

// hall is a town hall with so many desks and a colleague for each, on a server of its own, whose
// clock runs on from a Monday morning and is moved by the test.
type hall struct {
	t     *testing.T
	data  string
	halls int // offices, each with so many desks
	desks int
	at    string // where it listens
	house *house
	clock func() time.Time
	later atomic.Int64 // by how much the clock was moved, in nanoseconds
	close func()
}

// newHall opens a hall in a folder.
func newHall(t *testing.T, desks int) *hall { t.Helper(); return newHalls(t, 1, desks) }

// newHalls is newHall with more offices: hal, hal2, hal3 and on.
func newHalls(t *testing.T, halls, desks int) *hall {
	t.Helper()
	h := &hall{t: t, data: t.TempDir(), halls: halls, desks: desks, at: "127.0.0.1:0"}
	begin := time.Now()
	h.clock = func() time.Time {
		return noon().Add(-2*time.Hour + time.Since(begin) + time.Duration(h.later.Load()))
	}
	h.open(h.furnish)
	t.Cleanup(func() { h.close() })
	return h
}

// open serves the folder, after fill has put something into it.
func (h *hall) open(fill func(*house) error) {
	h.t.Helper()
	log := slog.New(slog.DiscardHandler)
	proxies := "127.0.0.1"
	c, err := LoadConfig("", nil, map[string]*string{"data": &h.data, "listen": &h.at, "trusted-proxies": &proxies})
	if err != nil {
		h.t.Fatal(err)
	}
	if h.house, err = openHouse(h.data, h.clock, log); err != nil {
		h.t.Fatal(err)
	}
	if err := fill(h.house); err != nil {
		h.t.Fatal(errors.Join(err, h.house.close()))
	}
	s, err := start(h.house, c, web.Options{Log: log, Limits: unlimited})
	if err != nil {
		h.t.Fatal(err)
	}
	_, h.at, _ = strings.Cut(s.url, "://")
	ended := false
	h.close = func() {
		if ended {
			return
		}
		ended = true
		if err := s.close(); err != nil {
			h.t.Error(err)
		}
	}
}

// restart stops the server and starts it again at the same address.
func (h *hall) restart() {
	h.t.Helper()
	h.close()
	h.open(func(*house) error { return nil })
}

func (h *hall) base() string { return "http://" + h.at }

func (h *hall) pass(d time.Duration) { h.later.Add(int64(d)) }

func login(n int) string { return fmt.Sprint("collega-", n) }

// furnish puts the town and its colleagues into the ledger.
func (h *hall) furnish(house *house) error {
	if err := put(context.Background(), house.ledger, hallTown(h.halls, h.desks)); err != nil {
		return err
	}
	hash, err := account.NewHasher(account.Cost{Memory: 64, Time: 1, Threads: 1}, 1).Hash(context.Background(), deskPassphrase)
	if err != nil {
		return err
	}
	return house.ledger.Update(context.Background(), "cli", func(tx *ledger.Tx) error {
		for n := 1; n <= h.desks; n++ {
			u, err := account.AddUser(tx, account.Operator, account.NewUser{Login: login(n), Name: fmt.Sprint("Collega Nummer ", n), Roles: []account.Role{account.Counter}})
			if err != nil {
				return err
			}
			code, err := account.Invite(tx, account.Operator, u.ID)
			if err != nil {
				return err
			}
			if _, err := account.SetUp(tx, code, hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// hallTown is a municipality with two products, of which the first leads to the second.
func hallTown(halls, desks int) document {
	town := proofTown()
	passport := town.Products[0]
	passport.Next, passport.ReadyDays = "ophalen", 5
	collect := passport
	collect.ID, collect.Next, collect.Minutes = "ophalen", "", 5
	collect.Texts = map[string]catalogue.ProductText{"nl": {Name: "Paspoort ophalen", Short: "Ophalen"}}
	town.Products = []catalogue.Product{passport, collect}
	first := town.Offices[0]
	town.Offices = nil
	for n := 1; n <= halls; n++ {
		o := first
		if n > 1 {
			o.ID = catalogue.OfficeID(fmt.Sprint("hal", n))
		}
		o.Desks, o.Openings = nil, nil
		for n := 1; n <= desks; n++ {
			id := catalogue.DeskID(fmt.Sprint(o.ID, "-", n))
			o.Desks = append(o.Desks, catalogue.Desk{ID: id, Name: fmt.Sprint("Balie ", n), Skills: []string{"reis"}})
			o.Openings = append(o.Openings, calendar.Opening{ID: fmt.Sprint("week-", n), Desk: string(id), Weekdays: first.Openings[0].Weekdays, Start: 0, End: calendar.CellsPerDay, Use: calendar.ForBoth, Share: calendar.Public})
		}
		town.Offices = append(town.Offices, o)
	}
	return town
}

// do writes as the house itself does.
func (h *hall) do(fn func(*ledger.Tx) error) {
	h.t.Helper()
	if err := h.house.ledger.Update(h.t.Context(), "system", fn); err != nil {
		h.t.Fatal(err)
	}
}

// walkIn lets somebody in without an appointment.
func (h *hall) walkIn() (t queue.Ticket) { h.t.Helper(); return h.walkInto("hal") }

func (h *hall) walkInto(office catalogue.OfficeID) (t queue.Ticket) {
	h.t.Helper()
	h.do(func(tx *ledger.Tx) (err error) {
		t, err = queue.Enter(tx, queue.Visitor{Office: office, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	return t
}

// arrives lets somebody in who has an appointment in a moment.
func (h *hall) arrives(name string) (t queue.Ticket) {
	h.t.Helper()
	h.do(func(tx *ledger.Tx) error {
		zone, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			return err
		}
		key := booking.NewVisitKey()
		date, cell := calendar.CellIn(tx.Now(), zone)
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "paspoort", Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: cell + 1}); err != nil {
			return err
		}
		a, err := booking.Book(tx, h.house.vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: name, Channel: contact.None}})
		if err != nil {
			return err
		}
		answer, err := kiosk.Arrive(tx, h.house.vault, kiosk.Arrival{Office: "hal", Appointment: a.ID, Staff: true})
		t = answer.Ticket
		return err
	})
	return t
}

func (h *hall) ticket(id queue.TicketID) (t queue.Ticket) {
	h.t.Helper()
	if err := h.house.ledger.View(func(r ledger.Reader) (err error) { t, err = queue.ByID(r, id); return err }); err != nil {
		h.t.Fatal(err)
	}
	return t
}

// wants fails unless a ticket stands in a state.
func (h *hall) wants(id queue.TicketID, state queue.State) {
	h.t.Helper()
	if now := h.ticket(id); now.State != state {
		h.t.Errorf("%s is %s, want %s", now.Number, now.State, state)
	}
}

// worker is a colleague at a desk, with a session of their own and a browser that knows no script.
type worker struct {
	base   string
	client *http.Client
	token  string
}

var sessionToken = regexp.MustCompile(`name="sessie" value="([0-9a-f]+)"`)

// signIn lets a colleague of a hall sign in over HTTP and, where it is given, sit down at a desk.
func signIn(base, login, desk string) (*worker, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	w := &worker{base: base, client: siteClient()}
	w.client.Jar = jar
	if _, _, err := w.send(context.Background(), "POST", "/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {deskPassphrase}}); err != nil {
		return nil, err
	}
	_, body, err := w.send(context.Background(), "GET", "/medewerker/ik", nil)
	if err != nil {
		return nil, err
	}
	found := sessionToken.FindStringSubmatch(body)
	if found == nil {
		return nil, fmt.Errorf("%s cannot sign in: %.200s", login, body)
	}
	w.token = found[1]
	if desk == "" {
		return w, nil
	}
	status, body, err := w.press(context.Background(), "", "plaats", "locatie", "hal", "plek", desk)
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("%s does not sit down: %d %s", login, status, plainWords(body))
	}
	return w, err
}

// press sends a form of the workplace under a key; an error means that nobody knows.
func (w *worker) press(ctx context.Context, key, verb string, fields ...string) (status int, body string, err error) {
	form := url.Values{account.TokenField: {w.token}, "sleutel": {key}}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return w.send(ctx, "POST", "/medewerker/balie/"+verb, form)
}

func (w *worker) send(ctx context.Context, method, path string, form url.Values) (status int, body string, err error) {
	request, err := http.NewRequestWithContext(ctx, method, w.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept-Language", "nl")
	request.Header.Set("X-Forwarded-For", "10.9.9.9")
	response, err := w.client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return response.StatusCode, string(content), err
}

var anyTag = regexp.MustCompile(`(?s)<template.*?</template>|<[^>]*>`)

// plainWords is what a page says, in one line.
func plainWords(body string) string {
	return strings.Join(strings.Fields(anyTag.ReplaceAllString(body, " ")), " ")
}

// today is the day at the hall.
func (h *hall) today() (date calendar.Date) {
	h.t.Helper()
	err := h.house.ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		date = o.Today(r.Now())
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return date
}
