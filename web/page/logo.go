package page

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ErrLogo: a file is no logo that we can show; args: why.
var ErrLogo = ledger.Refuse(ledger.Invalid, "style.logo")

// Why a file is no logo.
const (
	logoKind  = "kind"  // neither SVG nor PNG
	logoLarge = "large" // more than catalogue.LargestLogo, or too many points
	logoEmpty = "empty" // nothing is drawn
)

// widestLogo is how many points a PNG has at most on a side.
const widestLogo = 1200

// CleanLogo makes of an uploaded file what we serve: an SVG of shapes alone, without scripts, styles, references or
// anything elsewhere; a PNG of its points alone. It refuses with ErrLogo what cannot be one.
func CleanLogo(file []byte) (catalogue.Logo, error) {
	if len(file) > catalogue.LargestLogo {
		return catalogue.Logo{}, ErrLogo.With("why", logoLarge)
	}
	if bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")) {
		return cleanPNG(file)
	}
	text, err := cleanSVG(file)
	if err == nil {
		err = checkLogo([]byte(text))
	}
	switch {
	case err != nil && errors.Is(err, ErrLogo):
		return catalogue.Logo{}, err
	case err != nil:
		return catalogue.Logo{}, ErrLogo.With("why", logoKind).Because(err)
	}
	return catalogue.Logo{Type: "svg", Content: text}, nil
}

func cleanPNG(file []byte) (catalogue.Logo, error) {
	size, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return catalogue.Logo{}, ErrLogo.With("why", logoKind).Because(err)
	}
	if size.Width > widestLogo || size.Height > widestLogo {
		return catalogue.Logo{}, ErrLogo.With("why", logoLarge)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return catalogue.Logo{}, ErrLogo.With("why", logoKind).Because(err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil || b.Len() > catalogue.LargestLogo {
		return catalogue.Logo{}, ErrLogo.With("why", logoLarge)
	}
	return catalogue.Logo{Type: "png", Content: base64.StdEncoding.EncodeToString(b.Bytes())}, nil
}

// shapes are the elements of a logo, and painted what a style may say of them.
var (
	shapes = strings.Fields("svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask title desc")
	drawns = strings.Fields("path rect circle ellipse line polyline polygon")
	paints = strings.Fields("fill stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit fill-rule clip-rule opacity fill-opacity stroke-opacity stop-color stop-opacity")
)

// cleanSVG writes anew what was understood of a drawing.
func cleanSVG(file []byte) (string, error) {
	decoder := xml.NewDecoder(bytes.NewReader(file))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	var b strings.Builder
	var open []string
	shape := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if !slices.Contains(shapes, e.Name.Local) || len(open) == 0 && e.Name.Local != "svg" {
				if err := decoder.Skip(); err != nil {
					return "", err
				}
				continue
			}
			shape = shape || slices.Contains(drawns, e.Name.Local)
			writeShape(&b, e, len(open) == 0)
			open = append(open, e.Name.Local)
		case xml.EndElement:
			b.WriteString("</" + open[len(open)-1] + ">")
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && (open[len(open)-1] == "title" || open[len(open)-1] == "desc") {
				_ = xml.EscapeText(&b, e)
			}
		}
	}
	if !shape {
		return "", ErrLogo.With("why", logoEmpty)
	}
	return b.String(), nil
}

// writeShape writes an element with the attributes that only draw; those of a style become attributes.
func writeShape(b *strings.Builder, e xml.StartElement, root bool) {
	b.WriteString("<" + e.Name.Local)
	if root {
		b.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
	}
	written := map[string]bool{"xmlns": true}
	write := func(name, value string) {
		small := strings.ToLower(value)
		elsewhere := strings.Contains(strings.ReplaceAll(strings.ReplaceAll(small, " ", ""), "url(#", ""), "url(") || strings.ContainsAny(value, "\\<")
		if written[name] || elsewhere || strings.HasPrefix(strings.ToLower(name), "on") {
			return
		}
		written[name] = true
		b.WriteString(" " + name + `="`)
		_ = xml.EscapeText(b, []byte(value))
		b.WriteString(`"`)
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == "" && a.Name.Local == "style":
			for part := range strings.SplitSeq(a.Value, ";") {
				name, value, _ := strings.Cut(part, ":")
				if name = strings.TrimSpace(name); slices.Contains(paints, name) {
					write(name, strings.TrimSpace(value))
				}
			}
		case a.Name.Local == "href" && strings.HasPrefix(a.Value, "#"): // a gradient that is another's
			write("href", a.Value)
		case a.Name.Space == "" && a.Name.Local != "href":
			write(a.Name.Local, a.Value)
		}
	}
	b.WriteString(">")
}
