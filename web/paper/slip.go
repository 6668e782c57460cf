package paper

import (
	"time"

	"github.com/jung-kurt/gofpdf"
)

// Slip is a number on a strip of paper, as printers of tills print it: 80 mm wide.
type Slip struct {
	Office   string // where one waits
	Label    string // "Uw nummer"
	Number   string
	Text     []string
	Payload  string // what the QR code holds: the page of the number; a slip without one is refused
	Language string
	Made     time.Time
}

var (
	slipLabel  = style{size: 12, lead: 5.6, ink: dark}
	slipNumber = style{size: 60, lead: 24, bold: true, ink: dark}
)

// Millimetres of a slip.
const (
	slipWide, slipHigh = 80.0, 130.0
	slipEdge           = 8.0
	slipSide           = 42.0 // of the code
)

// PDF sets the slip. The same slip gives the same bytes. Refuses: ErrPayload.
func (p Slip) PDF() (content []byte, err error) {
	defer caught(&err)
	rows, err := modules(p.Payload)
	if err != nil {
		return nil, err
	}
	s, err := newSheet(p.Office, p.Made, 0)
	if err != nil {
		return nil, err
	}
	s.pdf.SetTitle(safe(p.Label+" "+p.Number), true)
	s.pdf.SetAuthor(safe(p.Office), true)
	s.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: slipWide, Ht: slipHigh})
	p.set(s, rows)
	if err := s.pdf.Error(); err != nil {
		return nil, err
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, p.Language)
}

func (p Slip) set(s *sheet, rows [][]bool) {
	const width = slipWide - 2*slipEdge
	y := slipEdge
	line := func(texts []string, st style, most int) {
		for _, text := range texts {
			for _, l := range cut(s.faces.lines(text, st, width), most) {
				s.write(slipEdge, y+baseline(st), l, st)
				y += st.lead
			}
		}
	}
	line([]string{p.Office}, slipLabel, 2)
	y += 2
	line([]string{p.Label}, slipLabel, 1)
	line([]string{p.Number}, s.faces.fit([]string{p.Number}, slipNumber, width, 30), 1)
	line(p.Text, slipLabel, 4)
	s.modules(slipEdge, slipHigh-slipEdge-slipSide, slipSide/float64(len(rows)), rows)
}
