package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What may stand where, as far as our pages use it (HTML Living Standard).
var (
	void        = strings.Fields("area base br col embed hr img input link meta source track wbr")
	blocks      = strings.Fields("address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 header hr main nav ol p pre section table ul")
	phrasing    = strings.Fields("p h1 h2 h3 h4 span b small strong em abbr bdi label button summary legend dt")
	interactive = strings.Fields("a button select textarea details label")
	inParent    = map[string][]string{
		"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "tr": {"thead", "tbody", "table"}, "td": {"tr"}, "th": {"tr"},
		"thead": {"table"}, "tbody": {"table"}, "caption": {"table"}, "colgroup": {"table"}, "col": {"colgroup"}, "option": {"select", "optgroup"},
		"legend": {"fieldset"}, "summary": {"details"},
	}
	onlyChildren = map[string][]string{
		"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "table": {"caption", "colgroup", "thead", "tbody"}, "tr": {"th", "td"}, "select": {"option"}, "thead": {"tr"}, "tbody": {"tr"},
	}
	tags = strings.Fields("html head body title script template svg path circle g") // beside those above
)

// htmlFaults are what a validator would say against a page: tags that are not closed or stand where
// they cannot, names that come twice, and references to nothing.
func htmlFaults(text string) (faults []string) {
	c := htmlCheck{ids: map[string]int{}}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return c.end()
		case html.StartTagToken, html.SelfClosingTagToken:
			c.open(tokens.Token())
		case html.EndTagToken:
			c.close(tokens.Token().Data)
		case html.TextToken:
			c.said = c.said || strings.TrimSpace(string(tokens.Text())) != ""
		}
	}
}

type htmlCheck struct {
	stack  []string
	ids    map[string]int
	wanted []string
	mains  int
	said   bool
	faults []string
}

func (c *htmlCheck) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...)+" in "+strings.Join(c.stack, ">"))
}

func (c *htmlCheck) open(t html.Token) {
	c.attributes(t)
	c.place(t.Data)
	if t.Data == "main" {
		c.mains++
	}
	if !slices.Contains(void, t.Data) && t.Type != html.SelfClosingTagToken {
		c.stack = append(c.stack, t.Data)
	}
}

func (c *htmlCheck) place(tag string) {
	parent := ""
	if len(c.stack) > 0 {
		parent = c.stack[len(c.stack)-1]
	}
	if parents, known := inParent[tag]; known && !slices.Contains(parents, parent) {
		c.fault("<%s> stands in <%s>", tag, parent)
	}
	if children, known := onlyChildren[parent]; known && !slices.Contains(children, tag) {
		c.fault("<%s> has a <%s>", parent, tag)
	}
	if slices.Contains(blocks, tag) && slices.Contains(phrasing, parent) {
		c.fault("<%s> has a block <%s>", parent, tag)
	}
	if (tag == "a" || tag == "button" || tag == "form") && slices.Contains(c.stack, tag) || tag != "label" && slices.Contains(interactive, tag) && (slices.Contains(c.stack, "a") || slices.Contains(c.stack, "button")) {
		c.fault("<%s> within what is interactive", tag)
	}
	if !slices.Contains(slices.Concat(void, blocks, phrasing, interactive, tags), tag) && inParent[tag] == nil {
		c.fault("there is no <%s>", tag)
	}
}

func (c *htmlCheck) attributes(t html.Token) {
	seen := map[string]string{}
	for _, a := range t.Attr {
		seen[a.Key] = a.Val
		switch a.Key {
		case "id":
			c.ids[a.Val]++
			if a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
				c.fault("id %q", a.Val)
			}
		case "for", "form", "aria-labelledby", "aria-describedby":
			c.wanted = append(c.wanted, strings.Fields(a.Val)...)
		case "href":
			if id, local := strings.CutPrefix(a.Val, "#"); local {
				c.wanted = append(c.wanted, id)
			}
		case "tabindex":
			if a.Val != "0" && a.Val != "-1" {
				c.fault("tabindex %s", a.Val)
			}
		}
	}
	_, alt := seen["alt"]
	switch {
	case t.Data == "img" && !alt:
		c.fault("a picture without words")
	case t.Data == "button" && seen["type"] == "":
		c.fault("a button without a type")
	case t.Data == "html" && seen["lang"] == "":
		c.fault("a page without a language")
	case t.Data == "a" && seen["href"] == "":
		c.fault("a link that leads nowhere")
	}
}

func (c *htmlCheck) close(tag string) {
	if len(c.stack) == 0 || c.stack[len(c.stack)-1] != tag {
		c.fault("</%s> closes nothing", tag)
		return
	}
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *htmlCheck) end() []string {
	if len(c.stack) > 0 {
		c.fault("not closed")
	}
	for id, n := range c.ids {
		if n > 1 {
			c.fault("id %s stands %d times", id, n)
		}
	}
	for _, id := range c.wanted {
		if c.ids[id] == 0 {
			c.fault("there is no %q to refer to", id)
		}
	}
	if c.mains != 1 || !c.said {
		c.fault("%d main parts", c.mains)
	}
	return c.faults
}

// TestTheCheckOfPagesSeesFaults is the control: each fault is seen.
func TestTheCheckOfPagesSeesFaults(t *testing.T) {
	page := func(inside string) string {
		return `<!doctype html><html lang="nl"><head><title>x</title></head><body><main>` + inside + `</main></body></html>`
	}
	if faults := htmlFaults(page(`<p id="a">x</p><ul><li><a href="#a">y</a></li></ul><label for="b">z</label><input id="b">`)); len(faults) > 0 {
		t.Errorf("a good page: %v", faults)
	}
	for inside, want := range map[string]string{
		`<p><div>x</div></p>`: "block", `<ul><p>x</p></ul>`: "has a <p>", `<li>x</li>`: "stands in", `<p id="a">x</p><p id="a">y</p>`: "2 times",
		`<p>x`: "closes nothing", `<a href="/"><button type="button">x</button></a>`: "interactive", `<label for="no">x</label>`: "no \"no\"",
		`<img src="x">`: "without words", `<button>x</button>`: "without a type", `<blink>x</blink>`: "no <blink>",
		`<main>x</main>`: "2 main", `<form action="/"><form action="/">x</form></form>`: "interactive", `<p tabindex="3">x</p>`: "tabindex",
	} {
		if faults := strings.Join(htmlFaults(page(inside)), "; "); !strings.Contains(faults, want) {
			t.Errorf("%s: %q, want %q", inside, faults, want)
		}
	}
}
