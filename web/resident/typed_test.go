package resident_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/web/webtest"
)

// jar are the cookies of one browser.
type jar map[string]string

func (j jar) ask(t *testing.T, a *webtest.App, method, path, form string) (*http.Response, string) {
	t.Helper()
	var all []string
	for name, value := range j {
		all = append(all, name+"="+value)
	}
	answer, body := webtest.Ask(t, a, method, path, form, "Cookie", strings.Join(all, "; "))
	for _, c := range answer.Cookies() {
		if j[c.Name] = c.Value; c.MaxAge < 0 {
			delete(j, c.Name)
		}
	}
	return answer, body
}

// TestNothingTypedIsEverLost fills in the details and leaves them by every way out of the form: the way back brings all of
// it, and no answer to a form is a page that Back would send again.
func TestNothingTypedIsEverLost(t *testing.T) {
	a := webtest.Town(t)
	typed := url.Values{"naam": {"Riet Kanarievogel"}, "kanaal": {"email"}, "email": {"kanarie@example.org"}, "straat": {"Vogelpad 7"}, "telefoon": {"0612345678"}}
	free := calendar.Cell(108)
	for what, out := range map[string]url.Values{
		"the time": {"naar": {"/afspraak/tijd?p=pas.1&locatie=hal#kies"}}, "the product": {"naar": {"/afspraak?p=pas.1"}}, "what is kept": {"naar": {"/privacy"}}, "another language": {"terug": {"1"}}, "to the check": {},
	} {
		j, key := jar{}, booking.NewVisitKey()
		first, next := free.String(), (free + 4).String()
		free += 8
		if held, _ := j.ask(t, a, "POST", "/afspraak/tijd", timeForm(key, first)); held.StatusCode != 303 {
			t.Fatalf("held: %d", held.StatusCode)
		}
		form := url.Values{"v": {string(key)}}
		for _, more := range []url.Values{typed, out} {
			for name, values := range more {
				form[name] = values
			}
		}
		answer, _ := j.ask(t, a, "POST", "/afspraak/gegevens", form.Encode())
		if to := answer.Header.Get("Location"); answer.StatusCode != 303 || strings.Contains(to, "anarie") || out.Get("naar") != "" && to != out.Get("naar") {
			t.Errorf("%s: answered %d, %s", what, answer.StatusCode, to)
		}
		_, back := j.ask(t, a, "GET", "/afspraak/gegevens?v="+string(key), "")
		for _, want := range []string{"Riet Kanarievogel", "kanarie@example.org", "Vogelpad 7"} {
			if !strings.Contains(back, want) && (want != "Vogelpad 7" || what != "to the check") { // who wants e-mail leaves no address
				t.Errorf("%s: %q is lost", what, want)
			}
		}
		for name, value := range j {
			if strings.Contains(name+value, "anarie") {
				t.Errorf("%s: a cookie says what was typed", what)
			}
		}
		again, _ := j.ask(t, a, "POST", "/afspraak/tijd", timeForm(key, next)) // another time: straight on to the check
		if to := again.Header.Get("Location"); to != "/afspraak/controleren?v="+string(key) {
			t.Errorf("%s: with another time one comes to %q", what, to)
		}
		if _, check := j.ask(t, a, "GET", "/afspraak/controleren?v="+string(key), ""); !strings.Contains(check, "kanarie@example.org") || !strings.Contains(webtest.Said(check), webtest.Dutch.At(free-4)) {
			t.Errorf("%s: the check does not show it", what)
		}
	}
}

// TestTheFormOfDetailsLeadsNowhereElse refuses an address that is none of its ways out.
func TestTheFormOfDetailsLeadsNowhereElse(t *testing.T) {
	a := webtest.Town(t)
	j, key := jar{}, booking.NewVisitKey()
	j.ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "10:00"))
	for _, to := range []string{"https://elders.example/", "//elders.example/afspraak?", "/medewerker", "/wissen"} {
		answer, _ := j.ask(t, a, "POST", "/afspraak/gegevens", url.Values{"v": {string(key)}, "naar": {to}}.Encode())
		if answer.StatusCode != 422 {
			t.Errorf("%s: answered %d to %s", to, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}

// TestWhatWasTypedEndsWithTheRun: neither a clean screen, nor an appointment, nor stopping leaves it in the browser.
func TestWhatWasTypedEndsWithTheRun(t *testing.T) {
	a := webtest.Town(t)
	for n, path := range []string{"/wissen", "/afspraak/stoppen", "/afspraak/maken"} {
		j, key := jar{}, booking.NewVisitKey()
		j.ask(t, a, "POST", "/afspraak/tijd", timeForm(key, []string{"13:00", "13:30", "14:00"}[n]))
		form := url.Values{"v": {string(key)}, "naam": {"Riet Kanarievogel"}, "kanaal": {"none"}}.Encode()
		j.ask(t, a, "POST", "/afspraak/gegevens", form)
		if j["balie_getypt"] == "" {
			t.Fatalf("%s: nothing was kept", path)
		}
		if answer, _ := j.ask(t, a, "POST", path, form); answer.StatusCode != 303 || j["balie_getypt"] != "" {
			t.Errorf("%s: %d, %v", path, answer.StatusCode, j)
		}
	}
}
