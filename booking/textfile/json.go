package textfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Problem is one thing that is wrong in a file, and where.
type Problem struct {
	Line, Column int
	Record       string // `products[3] "paspoort"`; "" where no record is concerned
	Field        string // "texts.nl.name"; "" for the record as a whole
	What         string
}

// Error says it in one line.
func (p Problem) Error() string {
	said := fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
	for _, part := range []string{p.Record, p.Field} {
		if part != "" {
			said += part + ": "
		}
	}
	return said + p.What
}

// node is one value of a JSON text and where it stands.
type node struct {
	start, end int
	kind       byte // '{', '[', '"', '0', 't', 'n'
	fields     []field
	items      []node
}

type field struct {
	name  string
	start int
	value node
}

// deepest is how deep values may lie in each other.
const deepest = 40

// parser reads a JSON text into nodes.
type parser struct {
	text    string
	decoder *json.Decoder
}

// parse reads one JSON value that is the whole text.
func parse(text string) (node, error) {
	p := &parser{text, json.NewDecoder(strings.NewReader(text))}
	p.decoder.UseNumber()
	root, err := p.value(0)
	if err != nil {
		return root, p.problem(err)
	}
	if rest := strings.TrimLeft(text[root.end:], " \t\r\n"); rest != "" {
		line, column := position(text, len(text)-len(rest))
		return root, Problem{Line: line, Column: column, What: "there is something after the end of the document"}
	}
	return root, nil
}

// problem turns what the decoder says into words of ours.
func (p *parser) problem(err error) error {
	var known Problem
	if errors.As(err, &known) {
		return err
	}
	at := int(p.decoder.InputOffset())
	what := "is no JSON here: look for a comma, a quote or a bracket that is missing or too many"
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(0, int(syntax.Offset)-1)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || at >= len(strings.TrimRight(p.text, " \t\r\n")) {
		at, what = len(p.text), "the file ends too early: a bracket or a quote is not closed"
	}
	line, column := position(p.text, at)
	return Problem{Line: line, Column: column, What: what}
}

// next is where the next value begins.
func (p *parser) next() int {
	at := int(p.decoder.InputOffset())
	return at + len(p.text[at:]) - len(strings.TrimLeft(p.text[at:], " \t\r\n,:"))
}

func (p *parser) value(depth int) (n node, err error) {
	n.start = p.next()
	if depth > deepest {
		line, column := position(p.text, n.start)
		return n, Problem{Line: line, Column: column, What: fmt.Sprintf("lies more than %d brackets deep", deepest)}
	}
	token, err := p.decoder.Token()
	if err != nil {
		return n, err
	}
	switch t := token.(type) {
	case json.Delim:
		n.kind = byte(t)
		err = p.members(&n, depth)
	case string:
		n.kind = '"'
	case json.Number:
		n.kind = '0'
	case bool:
		n.kind = 't'
	default:
		n.kind = 'n'
	}
	n.end = int(p.decoder.InputOffset())
	return n, err
}

// members reads what stands within the brackets of n.
func (p *parser) members(n *node, depth int) error {
	for p.decoder.More() {
		var f field
		if n.kind == '{' {
			f.start = p.next()
			name, err := p.decoder.Token()
			if err != nil {
				return err
			}
			f.name, _ = name.(string)
		}
		value, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		if f.value = value; n.kind == '{' {
			n.fields = append(n.fields, f)
		} else {
			n.items = append(n.items, value)
		}
	}
	_, err := p.decoder.Token()
	return err
}

// at follows a path such as "products[3].texts.nl" as far as it goes.
func (n node) at(path string) node {
	for path != "" {
		step, rest, _ := strings.Cut(path, ".")
		name, index, listed := strings.Cut(step, "[")
		if name != "" {
			found := false
			for _, f := range n.fields {
				if f.name == name {
					n, found = f.value, true
					break
				}
			}
			if !found {
				return n
			}
		}
		if listed {
			i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
			if err != nil || i < 0 || i >= len(n.items) {
				return n
			}
			n = n.items[i]
		}
		path = rest
	}
	return n
}

// id is what an object calls itself, "" for none.
func (n node) id(text string) string {
	for _, f := range n.fields {
		if f.name == "id" && f.value.kind == '"' {
			var id string
			if json.Unmarshal([]byte(text[f.value.start:f.value.end]), &id) == nil {
				return shortened(id)
			}
		}
	}
	return ""
}

func shortened(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}
