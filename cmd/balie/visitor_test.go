package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// visitor is a resident with a browser that knows no JavaScript: it fetches pages, fills in the
// forms it finds there and sends them, with cookies of its own.
type visitor struct {
	base   string
	client *http.Client
	seen   []string // every address that was asked for
	status int
	// redirect is where an answer sends on, for a visitor who does not follow.
	redirect string
	url      *url.URL
	body     string
	page     *html.Node
}

func newVisitor(base string) *visitor {
	jar, _ := cookiejar.New(nil)
	v := &visitor{base: base}
	v.client = &http.Client{Jar: jar, Timeout: 30 * time.Second, Transport: &neighbour{v: v, address: nextAddress()}}
	return v
}

// neighbour sends every request as if it came through a proxy from an address of its own, so that
// many visitors in one test are not taken for one.
type neighbour struct {
	v       *visitor
	address string
}

var addresses atomic.Uint32

func nextAddress() string {
	n := addresses.Add(1)
	return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
}

func (n *neighbour) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Forwarded-For", n.address)
	r.Header.Set("Accept-Language", "nl")
	n.v.seen = append(n.v.seen, r.URL.String())
	return http.DefaultTransport.RoundTrip(r)
}

// post sends a form without having seen its page, as a script or a second click does.
func (v *visitor) post(path string, values url.Values) error {
	request, err := http.NewRequest("POST", v.base+path, strings.NewReader(values.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", v.base)
	resp, err := v.client.Do(request)
	return v.read(resp, err)
}

// get opens a page; an error means that no answer came.
func (v *visitor) get(path string) error {
	resp, err := v.client.Get(v.base + path)
	return v.read(resp, err)
}

func (v *visitor) read(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	v.status, v.url, v.body = resp.StatusCode, resp.Request.URL, string(content)
	v.redirect = resp.Header.Get("Location")
	v.page, err = html.Parse(strings.NewReader(v.body))
	return err
}

// send fills in the form whose action ends in suffix and sends it as a browser would. Values
// named in fill replace what stands there; a radio button is chosen by its value.
func (v *visitor) send(suffix string, fill map[string]string) error {
	form := find(v.page, func(n *html.Node) bool {
		path, _, _ := strings.Cut(attr(n, "action"), "?")
		return n.Data == "form" && strings.HasSuffix(path, suffix)
	})
	if form == nil {
		return fmt.Errorf("no form for %s on %s (%d)", suffix, v.url, v.status)
	}
	values := fields(form)
	for name, value := range fill {
		values.Set(name, value)
	}
	action, err := v.url.Parse(attr(form, "action"))
	if err != nil {
		return err
	}
	if !strings.EqualFold(attr(form, "method"), "post") {
		action.RawQuery = values.Encode()
		resp, err := v.client.Get(action.String())
		return v.read(resp, err)
	}
	return v.post(action.RequestURI(), values)
}

// fields are what a browser would send of a form as it stands.
func fields(form *html.Node) url.Values {
	values := url.Values{}
	walk(form, func(n *html.Node) {
		name, kind := attr(n, "name"), attr(n, "type")
		switch {
		case name == "":
		case n.Data == "textarea":
			values.Add(name, text(n))
		case n.Data != "input":
		case kind == "submit", kind == "button", kind == "image":
		case (kind == "radio" || kind == "checkbox") && !has(n, "checked"):
		default:
			values.Add(name, attr(n, "value"))
		}
	})
	return values
}

// choices are the values of the radio buttons with a name, in the order of the page.
func (v *visitor) choices(name string) (values []string) {
	walk(v.page, func(n *html.Node) {
		if n.Data == "input" && attr(n, "type") == "radio" && attr(n, "name") == name {
			values = append(values, attr(n, "value"))
		}
	})
	return values
}

func (v *visitor) title() string {
	if n := find(v.page, func(n *html.Node) bool { return n.Data == "h1" }); n != nil {
		return strings.TrimSpace(text(n))
	}
	return ""
}

func walk(n *html.Node, visit func(*html.Node)) {
	if n == nil {
		return
	}
	if n.Type == html.ElementNode {
		visit(n)
	}
	for child := range n.ChildNodes() {
		walk(child, visit)
	}
}

func find(n *html.Node, match func(*html.Node) bool) (found *html.Node) {
	walk(n, func(n *html.Node) {
		if found == nil && match(n) {
			found = n
		}
	})
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// mustGet opens a page that must be there.
func (v *visitor) mustGet(t testing.TB, path string) {
	t.Helper()
	if err := v.get(path); err != nil || v.status != 200 {
		t.Fatalf("GET %s: %d %v", path, v.status, err)
	}
}
