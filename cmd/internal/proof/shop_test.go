package proof

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// shop is whatever clients ask; patience, where it is not 0, is how long a client waits before it
// hangs up without having seen the answer.
type shop interface {
	ask(q asked, patience time.Duration) answered
	known(run int) bool // whether its appointment can be moved and cancelled: the answer that names it came
}

// siteShop asks a real server. Its runs are shared by all clients of a group, so that two of them
// can send the same form, and move what the other cancels.
type siteShop struct {
	base   string
	client *http.Client
	place  func(byte) string
	keys   []booking.VisitKey

	mu     sync.Mutex
	ids    map[int]booking.AppointmentID
	passes map[int]string
}

func newSiteShop(base string, client *http.Client, runs int, place func(byte) string) *siteShop {
	s := &siteShop{base: base, client: client, place: place, ids: map[int]booking.AppointmentID{}, passes: map[int]string{}}
	for range runs {
		s.keys = append(s.keys, booking.NewVisitKey())
	}
	return s
}

func (s *siteShop) known(run int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ids[run] != ""
}

// form is where a question goes, and with what.
func (s *siteShop) form(q asked) (where string, values url.Values, cookie string) {
	s.mu.Lock()
	id, pass := s.ids[q.run], s.passes[q.run]
	s.mu.Unlock()
	key := s.keys[q.run]
	switch q.act {
	case toHold:
		return "/afspraak/tijd", servertest.TimeForm(key, s.place(q.place)), ""
	case toBook:
		return "/afspraak/maken", servertest.BookForm(key, "Riet Wissink"), ""
	case toDrop:
		return "/afspraak/stoppen", url.Values{"v": {string(key)}}, ""
	case toMove:
		values = servertest.TimeForm("", s.place(q.place))
		values.Set("keer", fmt.Sprint(q.moves))
		return "/a/" + string(id) + "/verzetten", values, pass
	}
	return "/a/" + string(id) + "/afzeggen", nil, pass
}

func (s *siteShop) ask(q asked, patience time.Duration) answered {
	where, values, cookie := s.form(q)
	ctx, cancel := context.Background(), func() {}
	if patience > 0 {
		ctx, cancel = context.WithTimeout(ctx, patience)
	}
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, "POST", s.base+where, strings.NewReader(values.Encode()))
	if err != nil {
		return silence
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept-Language", "nl")
	request.Header.Set("X-Forwarded-For", servertest.NextAddress())
	if cookie != "" {
		request.Header.Set("Cookie", cookie)
	}
	response, err := s.client.Do(request)
	if err != nil {
		return silence
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return silence
	}
	return s.understand(q, response, string(body))
}

// refusals are how a page says what the model knows.
var refusals = []struct {
	says string
	is   answered
}{
	{"Deze tijd is net door iemand anders gekozen", taken},
	{"Wij houden deze tijd niet meer", gone},
	{"Deze afspraak hebt u al gemaakt", already},
	{"Uw afspraak is intussen al verzet", overtaken},
	{"Deze afspraak kunt u niet meer veranderen", closed},
}

// understand turns an answer into the model's words; what it does not understand is its own text,
// which no model expects.
func (s *siteShop) understand(q asked, r *http.Response, body string) answered {
	switch r.StatusCode {
	case http.StatusSeeOther:
		if q.act == toBook {
			s.keep(q.run, r)
		}
		return done
	case http.StatusServiceUnavailable:
		if strings.Contains(body, "Er is niets vastgelegd") {
			return busy
		}
		return silence
	}
	for _, refusal := range refusals {
		if strings.Contains(body, refusal.says) {
			return refusal.is
		}
	}
	return answered(fmt.Sprintf("%d %s", r.StatusCode, body))
}

// keep remembers an appointment that was made, and the pass to its pages.
func (s *siteShop) keep(run int, r *http.Response) {
	to, _, _ := strings.Cut(r.Header.Get("Location"), "?")
	var pass []string // the pass, and the screen that it is for
	for _, c := range r.Cookies() {
		if one := c.Name + "=" + c.Value; !slices.Contains(pass, one) {
			pass = append(pass, one)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids[run], s.passes[run] = booking.AppointmentID(path.Base(to)), strings.Join(pass, "; ")
}

// hastyShop is the seeded race: it looks whether a place is free and takes it a moment later, as
// a server without transactions does.
type hastyShop struct {
	mu   sync.Mutex
	town plain
}

func (s *hastyShop) known(int) bool { return true }

func (s *hastyShop) ask(q asked, _ time.Duration) answered {
	s.mu.Lock()
	before := s.town
	s.mu.Unlock()
	seen, answer := before.step(q)
	runtime.Gosched() // here the other one looks too
	s.mu.Lock()
	defer s.mu.Unlock()
	standing, place, moves := seen.of(q.run)
	s.town = s.town.with(q.run, standing, place, moves)
	return answer
}
