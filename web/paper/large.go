package paper

import "time"

// LargeCard is an appointment in large type on one page: for whoever reads with a magnifying glass,
// and for the door of the refrigerator.
type LargeCard struct {
	Office          string // heading: the name of the municipality
	Title           string
	When, Where     []string
	CodeLabel, Code string
	Payload         string    // what the QR code holds; a card without one is refused
	Foot            []string  // how to reach us
	Language        string    // "nl"
	Made            time.Time // the date in the file's properties
}

var (
	largeTitle = style{size: 22, lead: 10, ink: dark}
	largeWhen  = style{size: 34, lead: 15, bold: true, ink: dark}
	largeFact  = style{size: 24, lead: 11, ink: dark}
	largeLabel = style{size: 20, lead: 9.5, ink: dark}
	largeCode  = style{size: 52, lead: 23, bold: true, ink: dark}
)

const (
	largeSide = 62.0 // of the code, in millimetres
	largeGap  = 9.0
)

// PDF sets the card. The same card gives the same bytes. Refuses: ErrPayload, and ErrLong.
func (c LargeCard) PDF() (content []byte, err error) {
	defer caught(&err)
	rows, err := modules(c.Payload)
	if err != nil {
		return nil, err
	}
	s, err := newSheet(c.Office, c.Made, 0)
	if err != nil {
		return nil, err
	}
	s.pdf.SetTitle(safe(c.Title), true)
	s.pdf.SetAuthor(safe(c.Office), true)
	if err := s.turn(); err != nil {
		return nil, err
	}
	if err := c.set(s, rows); err != nil {
		return nil, err
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, c.Language)
}

func (c LargeCard) set(s *sheet, rows [][]bool) error {
	width := right - left
	for _, part := range []struct {
		texts []string
		style style
	}{
		{[]string{c.Title}, largeTitle},
		{c.When, s.faces.fit(c.When, largeWhen, width, 26)},
		{c.Where, largeFact},
		{[]string{c.CodeLabel}, largeLabel},
		{[]string{c.Code}, s.faces.fit([]string{c.Code}, largeCode, width, 30)},
	} {
		for _, text := range part.texts {
			if err := s.block(left, width, text, part.style); err != nil {
				return err
			}
		}
		s.y += largeGap
	}
	if err := s.room(largeSide + largeGap); err != nil {
		return err
	}
	s.modules(left, s.y, largeSide/float64(len(rows)), rows)
	s.y += largeSide + largeGap
	for _, text := range c.Foot {
		if err := s.block(left, width, text, largeLabel); err != nil {
			return err
		}
	}
	return s.pdf.Error()
}
