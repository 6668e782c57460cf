package resident

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// stage is the demo town on a server whose clock a story moves.
type stage struct {
	*testing.T
	url   string
	clock atomic.Int64
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{T: t}
	s.clock.Store(servertest.Noon().UnixMilli())
	data := servertest.Furnished(t)
	s.url = servertest.StartAs(t, servertest.Quiet(func() time.Time { return time.UnixMilli(s.clock.Load()) }), data).URL
	return s
}

func (s *stage) pass(d time.Duration) { s.clock.Add(d.Milliseconds()) }

// see fails unless the visitor stands on a page with this status and heading.
func (s *stage) see(v *servertest.Visitor, err error, status int, title string) {
	s.Helper()
	if err != nil || v.Status != status || v.Title() != title {
		s.Fatalf("at %s: %d %q %v, want %d %q", v.Url, v.Status, v.Title(), err, status, title)
	}
}

// hold brings a visitor to the page of details.
func (s *stage) hold(place string) *servertest.Visitor {
	s.Helper()
	v := servertest.NewVisitor(s.url)
	err := v.Post("/afspraak/tijd", servertest.TimeForm(booking.NewVisitKey(), place))
	s.see(v, err, 200, "Hoe kunnen wij u bereiken?")
	return v
}

// book brings a visitor to their appointment.
func (s *stage) book(place string) *servertest.Visitor {
	s.Helper()
	v := s.hold(place)
	s.see(v, v.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "none"}), 200, "Klopt alles?")
	s.see(v, v.Send("/afspraak/maken", nil), 200, "Uw afspraak is gemaakt")
	return v
}

var spoken = regexp.MustCompile(`[0-9A-Z]{4} [0-9A-Z]{4}`)

func TestStoryAFamilyOfThreeFromTheFirstPage(t *testing.T) {
	s := newStage(t)
	v := servertest.NewVisitor(s.url)
	s.see(v, v.Get("/?q=paspoort"), 200, "1 resultaat voor ‘paspoort’")
	s.see(v, v.Get("/afspraak?product=paspoort"), 200, "Paspoort aanvragen")
	s.see(v, v.Send("/afspraak/tijd", map[string]string{"p": "paspoort.3"}), 200, "Wanneer komt u langs?")
	if !strings.Contains(v.Body, "3\u00a0personen") || !strings.Contains(v.Body, "20\u00a0minuten") || len(v.Choices("tijd")) < 10 {
		t.Errorf("the page of times does not say what it is for")
	}
	booked := v.Choices("tijd")[1]
	s.see(v, v.Send("/afspraak/tijd", map[string]string{"tijd": booked}), 200, "Hoe kunnen wij u bereiken?")
	s.see(v, v.Send("/afspraak/gegevens", nil), 422, "Hoe kunnen wij u bereiken?")
	s.see(v, v.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl"}), 200, "Klopt alles?")
	s.see(v, v.Send("/afspraak/maken", nil), 200, "Uw afspraak is gemaakt")
	for _, want := range []string{"Paspoort aanvragen, 3\u00a0personen", "r…t@voorbeeld.nl", "Uw oude paspoort", "balie-qr"} {
		if !strings.Contains(v.Body, want) {
			t.Errorf("the appointment does not show %q", want)
		}
	}
	path := v.Url.Path
	s.see(v, v.Get(path+"/verzetten"), 200, "Wanneer komt u dan?")
	if slices.Contains(v.Choices("kies"), booked) {
		t.Error("the time that they have is offered as another")
	}
	s.see(v, v.Send("/verzetten", map[string]string{"kies": v.Choices("kies")[4]}), 200, "Wanneer komt u dan?")
	s.see(v, v.Send("/verzetten", map[string]string{"tijd": v.Choices("tijd")[0]}), 200, "Uw afspraak is verzet")
	s.see(v, v.Get(path+"/afzeggen"), 200, "Wilt u deze afspraak afzeggen?")
	s.see(v, v.Send("/afzeggen", nil), 200, "Uw afspraak is afgezegd")
}

func TestStoryTheNeighbourWithoutEmail(t *testing.T) {
	s := newStage(t)
	code := spoken.FindString(s.book(servertest.PlaceAt(3)).Body)
	helper := servertest.NewVisitor(s.url) // on another computer, a day later
	s.pass(24 * time.Hour)
	s.see(helper, helper.Get("/a"), 200, "Uw afspraak bekijken")
	s.see(helper, helper.Send("/a/openen", map[string]string{"code": "7K4M"}), 422, "Uw afspraak bekijken")
	s.see(helper, helper.Send("/a/openen", map[string]string{"code": strings.ToLower(strings.ReplaceAll(code, " ", "-"))}), 200, "Uw afspraak")
	path := helper.Url.Path
	s.pass(31 * time.Minute)
	s.see(helper, helper.Get(path), 200, "Uw afspraak bekijken")
	s.see(helper, helper.Send("/openen", map[string]string{"code": code}), 200, "Uw afspraak")
}

func TestStoryTheTimeIsGoneAndNothingTypedIsLost(t *testing.T) {
	s := newStage(t)
	slow := s.hold(servertest.PlaceAt(5))
	s.see(slow, slow.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl"}), 200, "Klopt alles?")
	s.pass(booking.HoldFor)
	s.book(servertest.PlaceAt(5))
	s.see(slow, slow.Send("/afspraak/maken", nil), 409, "Wanneer komt u langs?")
	if !strings.Contains(slow.Body, "Deze tijd is net door iemand anders gekozen") {
		t.Error("it does not say what happened")
	}
	near := slow.Choices("tijd")[:4]
	if !slices.Contains(near, "2026-12-01T00:40") && !slices.Contains(near, "2026-12-01T01:00") {
		t.Errorf("the nearest other times are %s", near)
	}
	s.see(slow, slow.Send("/afspraak/tijd", map[string]string{"tijd": near[0]}), 200, "Klopt alles?")
	if !strings.Contains(slow.Body, "riet@voorbeeld.nl") {
		t.Error("what was typed is lost")
	}
	s.see(slow, slow.Send("/afspraak/maken", nil), 200, "Uw afspraak is gemaakt")
}

func TestStoryASlowTypistKeepsTheTimeWhileItIsFree(t *testing.T) {
	s := newStage(t)
	v := s.hold(servertest.PlaceAt(5))
	key := url.Values{"v": {v.Url.Query().Get("v")}}
	s.pass(9 * time.Minute)
	if err := v.Post("/afspraak/langer", key); err != nil || v.Status != 200 || !strings.Contains(v.Body, `"seconds":600`) {
		t.Fatalf("more time: %d %s %v", v.Status, v.Body, err)
	}
	s.pass(booking.HoldFor + time.Minute)
	v = s.again(key)
	s.see(v, v.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "none"}), 200, "Klopt alles?")
	s.pass(booking.HoldFor + time.Minute)
	s.book(servertest.PlaceAt(5))
	form := servertest.Fields(servertest.Find(v.Page, func(n *html.Node) bool { return servertest.Attr(n, "action") == "/afspraak/maken" }))
	s.see(v, v.Post("/afspraak/gegevens", form), 409, "Wanneer komt u langs?")
	if !strings.Contains(v.Body, "Riet Wissink") {
		t.Error("what was typed is lost")
	}
	if err := v.Post("/afspraak/langer", key); err != nil || v.Status != 409 {
		t.Errorf("more of a time that somebody else has: %d %v", v.Status, err)
	}
}

// again is a visitor on the page of details, as sent by a form whose hold has ended.
func (s *stage) again(key url.Values) *servertest.Visitor {
	s.Helper()
	v := servertest.NewVisitor(s.url)
	s.see(v, v.Post("/afspraak/gegevens", key), 422, "Hoe kunnen wij u bereiken?")
	return v
}

func TestStoryBackFromTheCheck(t *testing.T) {
	s := newStage(t)
	v := s.hold(servertest.PlaceAt(5))
	s.see(v, v.Send("/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "phone", "telefoon": "0315 292292"}), 200, "Klopt alles?")
	form := servertest.Fields(servertest.Find(v.Page, func(n *html.Node) bool { return servertest.Attr(n, "action") == "/afspraak/maken" }))
	form.Set("terug", "1")
	s.see(v, v.Post("/afspraak/gegevens", form), 200, "Hoe kunnen wij u bereiken?")
	if !strings.Contains(v.Body, "Riet Wissink") || !strings.Contains(v.Body, "0315 292 292") {
		t.Error("what was typed is lost on the way back")
	}
}

func TestStoryTwoClicksOneAppointment(t *testing.T) {
	s := newStage(t)
	v := s.hold(servertest.PlaceAt(5))
	key := booking.VisitKey(v.Url.Query().Get("v"))
	s.see(v, v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")), 200, "Uw afspraak is gemaakt")
	first := v.Url.Path
	s.see(v, v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")), 200, "Uw afspraak is gemaakt")
	if v.Url.Path != first {
		t.Errorf("two clicks made %s and %s", first, v.Url.Path)
	}
	s.see(v, v.Post("/afspraak/maken", servertest.BookForm(key, "Jan Wissink")), 409, "Deze afspraak hebt u al gemaakt")
}

func TestStoryAnOvertakenPageDoesNotMove(t *testing.T) {
	s := newStage(t)
	v := s.book(servertest.PlaceAt(5))
	path := v.Url.Path
	s.see(v, v.Get(path+"/verzetten"), 200, "Wanneer komt u dan?")
	old := v.Page
	s.see(v, v.Send("/verzetten", map[string]string{"tijd": servertest.PlaceAt(9)}), 200, "Uw afspraak is verzet")
	v.Page = old
	s.see(v, v.Send("/verzetten", map[string]string{"tijd": servertest.PlaceAt(12)}), 409, "Wanneer komt u dan?")
	if !strings.Contains(v.Body, "Uw afspraak is intussen al verzet") {
		t.Error("it does not say what happened")
	}
	s.pass(24 * time.Hour) // the appointment has begun
	s.see(v, v.Get(path), 200, "Uw afspraak bekijken")
}

func TestStoryStoppingLetsTheTimeGo(t *testing.T) {
	s := newStage(t)
	v := s.hold(servertest.PlaceAt(5))
	key := v.Url.Query().Get("v")
	s.see(v, v.Post("/afspraak/stoppen", servertest.TimeForm(booking.VisitKey(key), "")), 200, "Waarvoor wilt u langskomen?")
	s.book(servertest.PlaceAt(5))
}

func TestStoryInThreeLanguages(t *testing.T) {
	s := newStage(t)
	for prefix, title := range map[string]string{"/nl": "Wanneer komt u langs?", "/en": "When would you like to come?", "/de": "Wann möchten Sie kommen?"} {
		v := servertest.NewVisitor(s.url)
		s.see(v, v.Get(prefix+"/afspraak/tijd?p=paspoort.1"), 200, title)
		if err := v.Send("/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}); err != nil || !strings.HasPrefix(v.Url.Path, prefix+"/") {
			t.Errorf("from %s one comes to %s %v", prefix, v.Url, err)
		}
	}
}

func TestStoryWeeksFromAnyDay(t *testing.T) {
	s := newStage(t)
	s.clock.Store(time.Date(2027, 5, 1, 6, 0, 0, 0, time.UTC).UnixMilli())
	v := servertest.NewVisitor(s.url)
	s.see(v, v.Get("/afspraak/tijd?p=paspoort.1&maand=2027-05"), 200, "Wanneer komt u langs?")
	weeks, days := 0, 0
	servertest.Walk(servertest.Find(v.Page, func(n *html.Node) bool { return n.Data == "tbody" }), func(n *html.Node) {
		if n.Data == "tr" {
			weeks++
		}
		if n.Data == "a" {
			days++
		}
	})
	if weeks != 4 || days != 23 {
		t.Errorf("from May 2027 there are %d weeks and %d days to choose, want 4 and 23: the days before the first are over", weeks, days)
	}
	for _, odd := range []string{"0001-01", "9999-12", "2026-13", "x"} {
		s.see(v, v.Get("/afspraak/tijd?p=paspoort.1&maand="+odd), 200, "Wanneer komt u langs?")
		s.see(v, v.Get("/afspraak/tijd?p=paspoort.1&vanaf="+odd+"-01&dag=x&deel=x&dagen=x&alle=x&plaatsen=x"), 200, "Wanneer komt u langs?")
	}
}
