package lab

import (
	"fmt"
	"time"

	"github.com/valyala/fasthttp"
)

// benchClient is a client with one connection that is kept; it runs in this process, on the same
// cores as the server.
type benchClient struct {
	host     *fasthttp.HostClient
	base     string
	request  fasthttp.Request
	response fasthttp.Response
	took     time.Duration // of the last request
}

func newBenchClient(base string) *benchClient {
	return &benchClient{host: &fasthttp.HostClient{Addr: base[len("http://"):], MaxConns: 1}, base: base}
}

// get opens a page that must be there.
func (c *benchClient) get(path string) error {
	c.request.Reset()
	c.request.SetRequestURI(c.base + path)
	return c.send(path, fasthttp.StatusOK)
}

// post sends a form that must be accepted: answered with another page's address.
func (c *benchClient) post(path, form string) error {
	c.request.Reset()
	c.request.SetRequestURI(c.base + path)
	c.request.Header.SetMethod(fasthttp.MethodPost)
	c.request.Header.SetContentType("application/x-www-form-urlencoded")
	c.request.SetBodyString(form)
	return c.send(path, fasthttp.StatusSeeOther)
}

func (c *benchClient) send(path string, want int) error {
	sent := time.Now()
	err := c.host.Do(&c.request, &c.response)
	if c.took = time.Since(sent); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if got := c.response.StatusCode(); got != want {
		return fmt.Errorf("%s was answered %d", path, got)
	}
	return nil
}
