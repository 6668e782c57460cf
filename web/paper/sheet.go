package paper

import (
	"bytes"
	"errors"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// Millimetres of an A4 page.
const (
	left, right  = 20.0, 190.0
	top, bottom  = 40.0, 277.0
	mostPages    = 40
	headBaseline = 19.0
	headRule     = 25.0
)

// ErrLong refuses content that would fill more than forty pages.
var ErrLong = errors.New("paper: too long to print")

type ink [3]int

var (
	dark  = ink{0x1a, 0x21, 0x1d}
	soft  = ink{0x4a, 0x57, 0x50}
	thin  = ink{0x6f, 0x7a, 0x73}
	green = ink{0x0b, 0x5d, 0x3b}
)

// sheet is paper with a pen at y, the top of what comes next.
type sheet struct {
	pdf    *gofpdf.Fpdf
	faces  typeface
	inside map[*face]bool // fonts in the file
	head   string
	of     int    // pages in all; 0 when it is not known yet
	beside func() // draws what stands beside the text of this page, and is read after it
	y      float64
	// between is what stands above a section.
	between float64
}

func newSheet(head string, made time.Time, of int) (*sheet, error) {
	faces, err := loadTypeface()
	if err != nil {
		return nil, err
	}
	if made.IsZero() {
		made = time.Unix(0, 0)
	}
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(made.UTC())
	pdf.SetModificationDate(made.UTC())
	pdf.SetProducer("Balie", true)
	return &sheet{pdf: pdf, faces: faces, inside: map[*face]bool{}, head: head, of: of}, nil
}

var headStyle = style{size: 14, lead: 6, bold: true, ink: dark}

// turn begins a page: whose paper it is, which page of how many, and a thin line.
func (s *sheet) turn() error {
	if s.pdf.PageNo() >= mostPages {
		return ErrLong
	}
	s.aside()
	s.pdf.AddPage()
	for _, line := range cut(s.faces.lines(s.head, headStyle, right-left-25), 1) {
		s.write(left, headBaseline, line, headStyle)
	}
	if s.of > 1 {
		number := strconv.Itoa(s.pdf.PageNo()) + " / " + strconv.Itoa(s.of)
		plain := style{size: 12, ink: soft}
		s.write(right-s.faces.width(number, plain), headBaseline, number, plain)
	}
	s.rule(headRule)
	s.y = top
	return s.pdf.Error()
}

// aside draws what stands beside the text, once.
func (s *sheet) aside() {
	if s.beside != nil {
		s.beside()
	}
	s.beside = nil
}

// rule draws the thin line that parts a page.
func (s *sheet) rule(y float64) {
	s.pen(thin, 0.2)
	s.pdf.Line(left, y, right, y)
}

func (s *sheet) pen(c ink, width float64) {
	s.pdf.SetDrawColor(c[0], c[1], c[2])
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.SetLineWidth(width)
	s.pdf.SetLineCapStyle("round")
	s.pdf.SetLineJoinStyle("round")
}

// write sets one line of safe text with its baseline at y.
func (s *sheet) write(x, y float64, line string, st style) {
	s.pdf.SetTextColor(st.ink[0], st.ink[1], st.ink[2])
	for _, p := range s.faces.of(st).pieces(line) {
		s.font(p.face, st.size)
		s.pdf.Text(x, y, p.text)
		x += s.faces.width(p.text, st)
	}
}

// font chooses a face; a face that a paper does not use is not in its file.
func (s *sheet) font(f *face, size float64) {
	if !s.inside[f] {
		content, err := f.content()
		if err != nil {
			s.pdf.SetError(err)
			return
		}
		s.pdf.AddUTF8FontFromBytes(f.family, f.style, content)
		s.inside[f] = true
	}
	s.pdf.SetFont(f.family, f.style, size)
}

// room turns the page unless the height given is left on it.
func (s *sheet) room(height float64) error {
	if s.y+height <= bottom+0.01 { // sums of parts are not exact
		return nil
	}
	return s.turn()
}

// block sets text line by line, and turns pages as needed.
func (s *sheet) block(x, width float64, text string, st style) error {
	for _, line := range s.faces.lines(text, st, width) {
		if err := s.room(st.lead); err != nil {
			return err
		}
		s.write(x, s.y+baseline(st), line, st)
		s.y += st.lead
	}
	return nil
}

// baseline is how far the letters stand under the top of their line.
func baseline(st style) float64 { return (st.lead + 0.68*st.size*point) / 2 }

func (s *sheet) bytes() ([]byte, error) {
	var out bytes.Buffer
	err := s.pdf.Output(&out)
	return out.Bytes(), err
}
