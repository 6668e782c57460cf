package servertest

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

// BookInDemo books passports for two in a demo, and returns the visitor on the appointment's page and
// its path.
func BookInDemo(t *testing.T, base string) (v *Visitor, own string) {
	t.Helper()
	v = NewVisitor(base)
	v.MustGet(t, "/afspraak/tijd?p=paspoort.2")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}},
		{"/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "email", "email": "riet@voorbeeld.nl"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.Send(step.form, step.fill); err != nil || v.Status != 200 {
			t.Fatalf("%s: %d %v", step.form, v.Status, err)
		}
	}
	return v, v.Url.Path
}

// Visitor is a resident with a browser that knows no JavaScript: it fetches pages, fills in the
// forms it finds there and sends them, with cookies of its own.
type Visitor struct {
	Base   string
	Client *http.Client
	Seen   []string // every address that was asked for
	Status int
	// redirect is where an answer sends on, for a visitor who does not follow.
	Redirect string
	Url      *url.URL
	Body     string
	Page     *html.Node
}

func NewVisitor(base string) *Visitor {
	jar, _ := cookiejar.New(nil)
	v := &Visitor{Base: base}
	v.Client = &http.Client{Jar: jar, Timeout: 30 * time.Second, Transport: &neighbour{v: v, address: NextAddress()}}
	return v
}

// neighbour sends every request as if it came through a proxy from an address of its own, so that
// many visitors in one test are not taken for one.
type neighbour struct {
	v       *Visitor
	address string
}

var addresses atomic.Uint32

// NextAddress is an address in a network of its own: neighbours in one network are counted together.
func NextAddress() string {
	n := addresses.Add(1)
	return fmt.Sprintf("10.%d.%d.%d", n&255, n>>8&255, n>>16&255)
}

func (n *neighbour) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Forwarded-For", n.address)
	r.Header.Set("Accept-Language", "nl")
	n.v.Seen = append(n.v.Seen, r.URL.String())
	return http.DefaultTransport.RoundTrip(r)
}

// Post sends a form without having seen its page, as a script or a second click does.
func (v *Visitor) Post(path string, values url.Values) error {
	request, err := http.NewRequest("POST", v.Base+path, strings.NewReader(values.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", v.Base)
	resp, err := v.Client.Do(request)
	return v.Read(resp, err)
}

// Get opens a page; an error means that no answer came.
func (v *Visitor) Get(path string) error {
	resp, err := v.Client.Get(v.Base + path)
	return v.Read(resp, err)
}

func (v *Visitor) Read(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	v.Status, v.Url, v.Body = resp.StatusCode, resp.Request.URL, string(content)
	v.Redirect = resp.Header.Get("Location")
	v.Page, err = html.Parse(strings.NewReader(v.Body))
	return err
}

// WaitFor asks for a page until it says something. It asks seldom: where the town's clock stands, who asks more often
// than a visitor may is refused for ever.
func (v *Visitor) WaitFor(t testing.TB, path, words string) {
	t.Helper()
	Soon(t, path+" says "+words, func() bool {
		if v.Get(path) == nil && strings.Contains(v.Body, words) {
			return true
		}
		time.Sleep(betweenLooks)
		return false
	})
}

// betweenLooks keeps a minute of looking far below what a visitor may ask.
const betweenLooks = 250 * time.Millisecond

// Send fills in the form whose action ends in suffix and sends it as a browser would. Values
// named in fill replace what stands there; a radio button is chosen by its value.
func (v *Visitor) Send(suffix string, fill map[string]string) error {
	form := Find(v.Page, func(n *html.Node) bool {
		path, _, _ := strings.Cut(Attr(n, "action"), "?")
		return n.Data == "form" && strings.HasSuffix(path, suffix)
	})
	if form == nil {
		return fmt.Errorf("no form for %s on %s (%d)", suffix, v.Url, v.Status)
	}
	values := Fields(form)
	for name, value := range fill {
		values.Set(name, value)
	}
	action, err := v.Url.Parse(Attr(form, "action"))
	if err != nil {
		return err
	}
	if !strings.EqualFold(Attr(form, "method"), "post") {
		action.RawQuery = values.Encode()
		resp, err := v.Client.Get(action.String())
		return v.Read(resp, err)
	}
	return v.Post(action.RequestURI(), values)
}

// Fields are what a browser would send of a form as it stands.
func Fields(form *html.Node) url.Values {
	values := url.Values{}
	Walk(form, func(n *html.Node) {
		name, kind := Attr(n, "name"), Attr(n, "type")
		switch {
		case name == "":
		case n.Data == "textarea":
			values.Add(name, Text(n))
		case n.Data != "input":
		case kind == "submit", kind == "button", kind == "image":
		case (kind == "radio" || kind == "checkbox") && !Has(n, "checked"):
		default:
			values.Add(name, Attr(n, "value"))
		}
	})
	return values
}

// Choices are the values of the radio buttons and the buttons with a name, in the order of the page.
func (v *Visitor) Choices(name string) (values []string) {
	Walk(v.Page, func(n *html.Node) {
		if (n.Data == "input" && Attr(n, "type") == "radio" || n.Data == "button") && Attr(n, "name") == name {
			values = append(values, Attr(n, "value"))
		}
	})
	return values
}

func (v *Visitor) Title() string {
	if n := Find(v.Page, func(n *html.Node) bool { return n.Data == "h1" }); n != nil {
		return strings.TrimSpace(Text(n))
	}
	return ""
}

func Walk(n *html.Node, visit func(*html.Node)) {
	if n == nil {
		return
	}
	if n.Type == html.ElementNode {
		visit(n)
	}
	for child := range n.ChildNodes() {
		Walk(child, visit)
	}
}

func Find(n *html.Node, match func(*html.Node) bool) (found *html.Node) {
	Walk(n, func(n *html.Node) {
		if found == nil && match(n) {
			found = n
		}
	})
	return found
}

func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func Has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// MustGet opens a page that must be there.
func (v *Visitor) MustGet(t testing.TB, path string) {
	t.Helper()
	if err := v.Get(path); err != nil || v.Status != 200 {
		t.Fatalf("GET %s: %d %v", path, v.Status, err)
	}
}
