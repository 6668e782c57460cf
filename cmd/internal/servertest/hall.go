package servertest

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
	"balie/cmd/internal/server"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web"
	"balie/web/account"
	"balie/web/account/passphrase"
)

// DeskPassphrase opens every account of a hall.
const DeskPassphrase = "vier losse woorden samen"

// Hall is a town hall with so many desks and a colleague for each, on a server of its own, whose
// clock runs on from a Monday morning and is moved by the test.
type Hall struct {
	T     *testing.T
	Data  string
	Halls int // offices, each with so many desks
	Desks int
	At    string // where it listens
	House *server.Server
	Clock func() time.Time
	later atomic.Int64 // by how much the clock was moved, in nanoseconds
	Close func()
}

// NewHall opens a hall in a folder.
func NewHall(t *testing.T, desks int) *Hall { t.Helper(); return NewHalls(t, 1, desks) }

// NewHalls is NewHall with more offices: hal, hal2, hal3 and on.
func NewHalls(t *testing.T, halls, desks int) *Hall {
	t.Helper()
	h := &Hall{T: t, Data: t.TempDir(), Halls: halls, Desks: desks, At: "127.0.0.1:0"}
	begin := time.Now()
	h.Clock = func() time.Time {
		return Noon().Add(-2*time.Hour + time.Since(begin) + time.Duration(h.later.Load()))
	}
	h.Open(h.Furnish)
	t.Cleanup(func() { h.Close() })
	return h
}

// Open serves the folder, after fill has put something into it.
func (h *Hall) Open(fill func(*server.Server) error) {
	h.T.Helper()
	log := slog.New(slog.DiscardHandler)
	proxies := "127.0.0.1"
	c, err := server.LoadConfig("", nil, map[string]*string{"data": &h.Data, "listen": &h.At, "trusted-proxies": &proxies})
	if err != nil {
		h.T.Fatal(err)
	}
	if h.House, err = server.Open(h.Data, h.Clock, log); err != nil {
		h.T.Fatal(err)
	}
	h.House.TrustClock()
	if err := fill(h.House); err != nil {
		h.T.Fatal(errors.Join(err, h.House.Close()))
	}
	s, err := server.StartBare(h.House, c, web.Options{Log: log, Limits: server.Unlimited})
	if err != nil {
		h.T.Fatal(err)
	}
	_, h.At, _ = strings.Cut(s.URL, "://")
	ended := false
	h.Close = func() {
		if ended {
			return
		}
		ended = true
		if err := s.Close(); err != nil {
			h.T.Error(err)
		}
	}
}

// Restart stops the server and starts it again at the same address.
func (h *Hall) Restart() {
	h.T.Helper()
	h.Close()
	h.Open(func(*server.Server) error { return nil })
}

func (h *Hall) Base() string { return "http://" + h.At }

func (h *Hall) Pass(d time.Duration) { h.later.Add(int64(d)) }

func Login(n int) string { return fmt.Sprint("collega-", n) }

// Furnish puts the town and its colleagues into the ledger.
func (h *Hall) Furnish(house *server.Server) error {
	if err := server.PutDocument(context.Background(), house.Ledger, HallTown(h.Halls, h.Desks)); err != nil {
		return err
	}
	hash, err := passphrase.NewHasher(passphrase.Cost{Memory: 64, Time: 1, Threads: 1}, 1).Hash(context.Background(), DeskPassphrase)
	if err != nil {
		return err
	}
	return house.Ledger.Update(context.Background(), "cli", func(tx *ledger.Tx) error {
		for n := 1; n <= h.Desks; n++ {
			u, err := account.AddUser(tx, account.Operator, account.NewUser{Login: Login(n), Name: fmt.Sprint("Collega Nummer ", n), Roles: []account.Role{account.Counter}})
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

// HallTown is a municipality with two products, of which the first leads to the second.
func HallTown(halls, desks int) server.Document {
	town := ProofTown()
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

// Do writes as the house itself does.
func (h *Hall) Do(fn func(*ledger.Tx) error) {
	h.T.Helper()
	if err := h.House.Ledger.Update(h.T.Context(), "system", fn); err != nil {
		h.T.Fatal(err)
	}
}

// WalkIn lets somebody in without an appointment.
func (h *Hall) WalkIn() (t queue.Ticket) { h.T.Helper(); return h.WalkInto("hal") }

func (h *Hall) WalkInto(office catalogue.OfficeID) (t queue.Ticket) {
	h.T.Helper()
	h.Do(func(tx *ledger.Tx) (err error) {
		t, err = queue.Enter(tx, queue.Visitor{Office: office, Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	return t
}

// Arrives lets somebody in who has an appointment in a moment.
func (h *Hall) Arrives(name string) (t queue.Ticket) {
	h.T.Helper()
	h.Do(func(tx *ledger.Tx) error {
		zone, err := time.LoadLocation("Europe/Amsterdam")
		if err != nil {
			return err
		}
		key := booking.NewVisitKey()
		date, cell := calendar.CellIn(tx.Now(), zone)
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "paspoort", Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: cell + 1}); err != nil {
			return err
		}
		a, err := booking.Book(tx, h.House.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: name, Channel: contact.None}})
		if err != nil {
			return err
		}
		answer, err := kiosk.Arrive(tx, h.House.Vault, kiosk.Arrival{Office: "hal", Appointment: a.ID, Staff: true})
		t = answer.Ticket
		return err
	})
	return t
}

func (h *Hall) Ticket(id queue.TicketID) (t queue.Ticket) {
	h.T.Helper()
	if err := h.House.Ledger.View(func(r ledger.Reader) (err error) { t, err = queue.ByID(r, id); return err }); err != nil {
		h.T.Fatal(err)
	}
	return t
}

// Wants fails unless a ticket stands in a state.
func (h *Hall) Wants(id queue.TicketID, state queue.State) {
	h.T.Helper()
	if now := h.Ticket(id); now.State != state {
		h.T.Errorf("%s is %s, want %s", now.Number, now.State, state)
	}
}

// Worker is a colleague at a desk, with a session of their own and a browser that knows no script.
type Worker struct {
	Base   string
	Client *http.Client
	token  string
}

var sessionToken = regexp.MustCompile(`name="sessie" value="([0-9a-f]+)"`)

// SignIn lets a colleague of a hall sign in over HTTP and, where it is given, sit down at a desk.
func SignIn(base, login, desk string) (*Worker, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	w := &Worker{Base: base, Client: SiteClient()}
	w.Client.Jar = jar
	if _, _, err := w.Send(context.Background(), "POST", "/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {DeskPassphrase}}); err != nil {
		return nil, err
	}
	_, body, err := w.Send(context.Background(), "GET", "/medewerker/ik", nil)
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
	status, body, err := w.Press(context.Background(), "", "plaats", "locatie", "hal", "plek", desk)
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("%s does not sit down: %d %s", login, status, PlainWords(body))
	}
	return w, err
}

// Press sends a form of the workplace under a key; an error means that nobody knows.
func (w *Worker) Press(ctx context.Context, key, verb string, fields ...string) (status int, body string, err error) {
	form := url.Values{account.TokenField: {w.token}, "sleutel": {key}}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return w.Send(ctx, "POST", "/medewerker/balie/"+verb, form)
}

func (w *Worker) Send(ctx context.Context, method, path string, form url.Values) (status int, body string, err error) {
	request, err := http.NewRequestWithContext(ctx, method, w.Base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept-Language", "nl")
	request.Header.Set("X-Forwarded-For", "10.9.9.9")
	response, err := w.Client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	return response.StatusCode, string(content), err
}

var anyTag = regexp.MustCompile(`(?s)<template.*?</template>|<[^>]*>`)

// PlainWords is what a page says, in one line.
func PlainWords(body string) string {
	return strings.Join(strings.Fields(anyTag.ReplaceAllString(body, " ")), " ")
}

// Today is the day at the hall.
func (h *Hall) Today() (date calendar.Date) {
	h.T.Helper()
	err := h.House.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		date = o.Today(r.Now())
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return date
}

// CloseHall ends the day of an office.
func CloseHall(h *Hall, office catalogue.OfficeID) {
	h.T.Helper()
	date := h.Today()
	if err := queue.CloseDay(context.Background(), h.House.Ledger, "system", office, date, forecast.Learner{}); err != nil {
		h.T.Fatal(err)
	}
}

// SiteClient keeps a connection for each client and follows no redirect.
func SiteClient() *http.Client {
	return &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 64},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
