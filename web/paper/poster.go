package paper

import "time"

// Poster hangs at a door: a question, what to do, and one large code that a phone reads from a step away.
type Poster struct {
	Office   string // heading: the name of the municipality
	Title    string
	Steps    []string
	Payload  string // what the QR code holds; a poster without one is refused
	Foot     []string
	Language string    // "nl"
	Made     time.Time // the date in the file's properties
}

var (
	posterTitle = style{size: 44, lead: 19, bold: true, ink: dark}
	posterStep  = style{size: 24, lead: 11, ink: dark}
)

const (
	posterSide = 110.0 // of the code, in millimetres
	posterGap  = 8.0
)

// PDF sets the poster on one page. The same poster gives the same bytes. Refuses: ErrPayload, and ErrLong.
func (p Poster) PDF() (content []byte, err error) {
	defer caught(&err)
	rows, err := modules(p.Payload)
	if err != nil {
		return nil, err
	}
	s, err := newSheet(p.Office, p.Made, 0)
	if err != nil {
		return nil, err
	}
	s.pdf.SetTitle(safe(p.Title), true)
	s.pdf.SetAuthor(safe(p.Office), true)
	if err := s.turn(); err != nil {
		return nil, err
	}
	if err := p.set(s, rows); err != nil {
		return nil, err
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, p.Language)
}

func (p Poster) set(s *sheet, rows [][]bool) error {
	width := right - left
	if err := s.block(left, width, p.Title, s.faces.fit([]string{p.Title}, posterTitle, width, 28)); err != nil {
		return err
	}
	s.y += posterGap / 2
	for _, step := range p.Steps {
		if err := s.block(left, width, step, s.faces.fit([]string{step}, posterStep, width, 14)); err != nil {
			return err
		}
	}
	s.y += posterGap
	if err := s.room(posterSide + posterGap); err != nil {
		return err
	}
	s.modules(left, s.y, posterSide/float64(len(rows)), rows)
	s.y += posterSide + posterGap
	for _, text := range p.Foot {
		if err := s.block(left, width, text, largeLabel); err != nil {
			return err
		}
	}
	return s.pdf.Error()
}
