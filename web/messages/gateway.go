package messages

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Gateway hands text messages to the municipality's provider over HTTP, one request a message.
type Gateway struct {
	URL    string // https://sms.voorbeeld.nl/send
	Header string // "Authorization: Bearer …"; "" for none
	// Body is what is sent, with {to}, {text} and {id} filled in. One that begins with { or [ is JSON,
	// any other is a form: to={to}&text={text}.
	Body string
}

// gatewayPatience is how long a gateway may take to answer.
const gatewayPatience = 15 * time.Second

// gatewayClient follows no redirect: what a message holds goes to the address that was set, or nowhere.
var gatewayClient = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func onLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// wanted are the places that a Body must have.
var wanted = []string{"{to}", "{text}"}

// Check refuses a gateway that could send nothing.
func (g Gateway) Check() error {
	u, err := url.Parse(g.URL)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return errors.New("must be a URL, such as https://sms.voorbeeld.nl/send")
	}
	if u.Scheme != "https" && !onLoopback(u.Hostname()) {
		return errors.New("must be https: a message holds a number and a link that opens an appointment")
	}
	if slices.ContainsFunc(wanted, func(place string) bool { return !strings.Contains(g.Body, place) }) {
		return errors.New("the body must have {to} and {text}")
	}
	if g.Header != "" && !strings.Contains(g.Header, ":") {
		return errors.New("the header must be a name, a colon and a value")
	}
	return nil
}

// SendText asks the gateway to take a message. It answers ErrRejected where the gateway says that this
// message is wrong, and a Failure for everything that may pass.
func (g Gateway) SendText(ctx context.Context, t Text) error {
	ctx, cancel := context.WithTimeout(ctx, gatewayPatience)
	defer cancel()
	body, kind := g.fill(t)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.URL, strings.NewReader(body))
	if err != nil {
		return Failure{Step: "connecting", To: "text gateway"}
	}
	r.Header.Set("Content-Type", kind)
	if name, value, ok := strings.Cut(g.Header, ":"); ok {
		r.Header.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	answer, err := gatewayClient.Do(r)
	if err != nil {
		return Failure{Step: "connecting", To: "text gateway"} // without the cause: it has the address
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // so that the connection can be used again
	switch {
	case answer.StatusCode < 300:
		return nil
	case answer.StatusCode == http.StatusBadRequest || answer.StatusCode == http.StatusUnprocessableEntity:
		return ErrRejected
	}
	return Failure{Step: "sending", Code: answer.StatusCode, To: "text gateway"}
}

// fill puts a message in the body, and says of what kind it is.
func (g Gateway) fill(t Text) (body, kind string) {
	quote := url.QueryEscape
	kind = "application/x-www-form-urlencoded"
	if trimmed := strings.TrimSpace(g.Body); strings.HasPrefix(trimmed, "{\"") || strings.HasPrefix(trimmed, "{ ") || strings.HasPrefix(trimmed, "[") {
		quote, kind = inJSON, "application/json"
	}
	return strings.NewReplacer("{to}", quote(t.To), "{text}", quote(t.Text), "{id}", quote(t.ID)).Replace(g.Body), kind
}

// inJSON is a text between the quotes of a JSON string.
func inJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil { // a string: cannot be
		return ""
	}
	return string(quoted[1 : len(quoted)-1])
}
