package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

// twoHouses is a desk town with a second town hall, a ticket, a screen and a message there, and a colleague all
// of whose roles hold at the first one only.
type twoHouses struct {
	*webtest.DeskTown
	limited *webtest.Person
	token   string
	ticket  queue.Ticket
	screen  kiosk.Device
	message kiosk.Message
}

func newTwoHouses(t *testing.T) *twoHouses {
	t.Helper()
	h := &twoHouses{DeskTown: webtest.NewDeskTown(t)}
	webtest.Write(t, h.App, func(tx *ledger.Tx) error {
		return catalogue.PutOffice(tx, catalogue.Office{ID: "elders", Kind: "townhall", Name: "Dorpshuis Elders", Zone: "Europe/Amsterdam",
			Desks:    []catalogue.Desk{{ID: "elders-1", Name: "Balie Elders", Skills: []string{"reis"}}},
			Openings: []calendar.Opening{{ID: "week", Desk: "elders-1", Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 96, End: 204, Use: calendar.ForBoth, Share: calendar.Public}}})
	})
	webtest.Write(t, h.App, func(tx *ledger.Tx) (err error) {
		h.ticket, err = queue.Enter(tx, queue.Visitor{Office: "elders", Wish: catalogue.Wish{{Product: "pas", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		if err == nil {
			h.message, err = kiosk.PutUp(tx, kiosk.Message{Text: "Bericht van Elders", Office: "elders", Until: calendar.DateOf(2026, 12, 1)})
		}
		return err
	})
	h.screen = h.pairsAt("elders")
	webtest.LetIn(t, h.App, "baas", account.Manager)
	h.limited = webtest.SignedIn(t, h.App, "hier", webtest.AllButAuditor...)
	id := account.UserID(webtest.UserID(t, h.App, "hier"))
	webtest.Write(t, h.App, func(tx *ledger.Tx) error {
		limits := map[account.Role][]string{}
		for _, role := range webtest.AllButAuditor {
			if d, err := account.RoleByID(tx, role); err == nil && d.OfOffice() {
				limits[role] = []string{"hal"}
			}
		}
		_, err := account.SetRoles(tx, account.Operator, id, slices.Collect(keysOf(limits)), limits)
		return err
	})
	h.token = h.limited.Token()
	return h
}

func keysOf(m map[account.Role][]string) func(func(account.Role) bool) {
	return func(yield func(account.Role) bool) {
		for role := range m {
			if !yield(role) {
				return
			}
		}
	}
}

// pairsAt pairs a screen at an office.
func (h *twoHouses) pairsAt(office catalogue.OfficeID) (d kiosk.Device) {
	s := h.Somebody(h.T)
	s.Send("POST", "/scherm/koppelen", "")
	webtest.Write(h.T, h.App, func(tx *ledger.Tx) error {
		waits, _, err := kiosk.PairingBySecret(tx, s.Cookies["balie_scherm"])
		if err == nil {
			d, err = kiosk.Pair(tx, kiosk.NewDevice{Code: waits.Code, Role: kiosk.QueueDisplay, Name: "Bord van Elders", Office: office})
		}
		return err
	})
	return d
}

// elsewhere are all ways to name the other office, or something of it.
func (h *twoHouses) elsewhere() []url.Values {
	return []url.Values{
		{"locatie": {"elders"}}, {"locatie": {"hal", "elders"}}, {"locatie": {"", "elders"}},
		{"plek": {"o:elders"}}, {"plek": {"elders"}}, {"plek": {"alle"}}, {"plek": {"v:Praotbus"}},
		{"scherm": {string(h.screen.ID)}}, {"bericht": {string(h.message.ID)}},
	}
}

// TestWhoseRoleHoldsAtOneOfficeReachesNoOther walks all routes of colleagues: a right of an office opens nothing
// of another one, however it is named, and a right of the whole house nothing at all. On the code of before roles
// were limited everything opens.
func TestWhoseRoleHoldsAtOneOfficeReachesNoOther(t *testing.T) {
	h := newTwoHouses(t)
	tried := 0
	for _, r := range h.Routes() {
		if r.Access != route.Staff || strings.HasSuffix(r.Path, "/uitloggen") || strings.HasSuffix(r.Path, "/slot/nu") || account.HoldersOf(r.Right)[0] == account.Auditor || account.Reception.May(r.Right) && !r.Right.OfOffice() {
			continue
		}
		tried++
		if !r.Right.OfOffice() {
			h.refused(r, r.Path, nil, account.ErrRole.Key)
			continue
		}
		for _, names := range h.elsewhere() {
			if _, office := names["locatie"]; office || r.At == route.AtScreen {
				h.refused(r, strings.ReplaceAll(r.Path, ":office", "hal"), names, account.ErrOffice.Key)
			}
		}
		if strings.Contains(r.Path, ":office") {
			h.refused(r, strings.ReplaceAll(r.Path, ":office", "elders"), nil, account.ErrOffice.Key)
		}
		if r.At == route.AtTicket {
			h.refused(r, strings.ReplaceAll(r.Path, ":id", string(h.ticket.ID)), nil, account.ErrOffice.Key)
		}
	}
	if tried < 80 {
		t.Errorf("only %d routes were tried", tried)
	}
}

// refused wants a request refused for a reason, with what it names in its address, and in its form where it has one.
func (h *twoHouses) refused(r route.Route, path string, names url.Values, key string) {
	h.T.Helper()
	ask := func(path string, form url.Values) {
		h.T.Helper()
		body := ""
		if r.Method == "POST" {
			form.Set(account.TokenField, h.token)
			body = form.Encode()
		}
		answer, said := h.limited.Send(r.Method, path, body, "Accept", "application/json")
		if answer.StatusCode != 403 || !strings.Contains(said, key) {
			h.T.Errorf("%s %s with %v answers %d %.120s, want %s", r.Method, path, form, answer.StatusCode, said, key)
		}
	}
	ask(path+"?"+names.Encode(), url.Values{})
	if r.Method == "POST" {
		form := url.Values{}
		for name, values := range names {
			form[name] = values
		}
		ask(path, form)
	}
}

// TestPagesOfWhoseRoleHoldsAtOneOfficeNameNoOther opens every page of an office without naming one: nothing of
// the other office stands on it.
func TestPagesOfWhoseRoleHoldsAtOneOfficeNameNoOther(t *testing.T) {
	h := newTwoHouses(t)
	shown := 0
	for _, r := range h.Routes() {
		if r.Access != route.Staff || r.Method != "GET" || r.Live || !r.Right.OfOffice() || strings.Contains(r.Path, ":") {
			continue
		}
		answer, body := h.limited.Send("GET", r.Path, "")
		if answer.StatusCode == 200 {
			shown++
		}
		for _, word := range []string{"Elders", "elders", string(h.screen.ID), string(h.message.ID)} {
			if strings.Contains(body, word) {
				t.Errorf("%s says %q", r.Path, word)
			}
		}
	}
	if shown < 8 {
		t.Errorf("only %d pages were shown", shown)
	}
}
