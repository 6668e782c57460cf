package web_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"balie/web"
	"balie/web/page"
	"balie/web/webtest"
)

// internetFaults are what internet.nl's test of websites says against the headers of an answer over
// HTTPS, as far as a server decides them: HSTS, X-Frame-Options, X-Content-Type-Options, Referrer-Policy,
// and what it calls unsafe in a content security policy.
func internetFaults(h http.Header) (faults []string) {
	add := func(wrong bool, what string) {
		if wrong {
			faults = append(faults, what)
		}
	}
	age, _, _ := strings.Cut(strings.TrimPrefix(h.Get("Strict-Transport-Security"), "max-age="), ";")
	seconds, err := strconv.Atoi(age)
	add(err != nil || seconds < 31536000, "HSTS for less than a year")
	add(!slices.Contains([]string{"DENY", "SAMEORIGIN"}, h.Get("X-Frame-Options")), "X-Frame-Options")
	add(h.Get("X-Content-Type-Options") != "nosniff", "X-Content-Type-Options")
	add(!slices.Contains([]string{"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}, h.Get("Referrer-Policy")), "Referrer-Policy")
	for _, name := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin"} {
		add(h.Get(name) != "", name+" is sent")
	}
	for _, c := range h.Values("Set-Cookie") {
		add(!strings.Contains(c, "; Secure") || !strings.Contains(c, "; HttpOnly") || !strings.Contains(c, "; SameSite=Strict"), "cookie "+c)
	}
	return append(faults, policyFaults(h.Get("Content-Security-Policy"))...)
}

// policyFaults are internet.nl's findings in a content security policy.
func policyFaults(policy string) (faults []string) {
	directives := map[string][]string{}
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(part)
		if len(words) > 0 {
			directives[words[0]] = words[1:]
		}
	}
	for _, name := range []string{"default-src", "frame-ancestors", "form-action", "base-uri"} {
		if len(directives[name]) == 0 {
			faults = append(faults, name+" is not defined")
		}
	}
	if first := directives["default-src"]; len(first) != 1 || first[0] != "'none'" && first[0] != "'self'" {
		faults = append(faults, "default-src is wide")
	}
	for name, sources := range directives {
		for _, source := range sources {
			unsafe := strings.HasPrefix(source, "'unsafe-") || source == "*" || strings.HasPrefix(source, "http:") || strings.HasPrefix(source, "https:") ||
				source == "data:" && name != "img-src" || source == "127.0.0.1"
			if unsafe {
				faults = append(faults, name+" "+source)
			}
		}
	}
	return faults
}

// TestInternetNlFindsNothing asks every route of the table, in every language, by GET, HEAD and POST,
// with nothing, with a pass and with nonsense, and every kind of error page.
func TestInternetNlFindsNothing(t *testing.T) {
	o := webtest.Town(t).Options
	o.HTTPS = true
	a := webtest.Start(o)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	cookie := webtest.PassFor(t, a, mine)
	seen := map[int]int{}
	look := func(method, path, body string, headers ...string) {
		t.Helper()
		answer, _ := webtest.Ask(t, a, method, path, body, headers...)
		seen[answer.StatusCode]++
		for _, fault := range internetFaults(answer.Header) {
			t.Errorf("%s %s (%d): %s", method, path, answer.StatusCode, fault)
		}
	}
	for _, r := range a.Routes() {
		for _, path := range r.Paths() {
			path = strings.NewReplacer(":id", string(mine.ID), ":name", "none.css").Replace(path)
			for _, method := range []string{"GET", "HEAD", "POST", "PUT"} {
				body := ""
				if method == "POST" {
					body = "x=1"
				}
				look(method, path, body)
				look(method, path, body, "Cookie", cookie)
				look(method, path+"?p=nonsense&v=%00", body, "Accept", "application/json")
			}
		}
	}
	for _, path := range []string{"/nowhere", "/%2561", "/a/" + strings.Repeat("x", 300), "/afspraak?product=none", "/de/nowhere", page.Asset("balie.css"), page.Asset("effort.js")} {
		look("GET", path, "")
	}
	look("POST", "/afspraak/tijd", "a[1]=1")
	look("POST", "/afspraak/tijd", "x=1", "Origin", "https://elsewhere.example")
	for _, status := range []int{200, 303, 400, 403, 404, 405, 422} {
		if seen[status] == 0 {
			t.Errorf("no answer of %d was looked at: %v", status, seen)
		}
	}
}

// TestInternetNlWouldFindSomething is the control.
func TestInternetNlWouldFindSomething(t *testing.T) {
	if found := internetFaults(http.Header{}); len(found) < 8 {
		t.Errorf("nothing at all has faults %v", found)
	}
	for policy, want := range map[string]string{
		"default-src 'self'; script-src 'unsafe-inline'": "unsafe-inline", "default-src *": "*", "default-src 'self'; style-src https:": "https:", "default-src 'self'": "base-uri",
	} {
		if found := strings.Join(policyFaults(policy), "; "); !strings.Contains(found, want) {
			t.Errorf("%s: %s, want %s", policy, found, want)
		}
	}
	if found := policyFaults(web.Policy); len(found) > 0 {
		t.Errorf("our own: %v", found)
	}
}
