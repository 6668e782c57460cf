package paper

import "time"

// StopPoster is one page for a door or a notice board, read from three metres: what, where and when, and a code
// that opens the page of the place.
type StopPoster struct {
	Office   string
	Title    string   // "Moi. De Praotbus komt in Sinderen"
	When     []string // the next days and times
	Where    []string
	What     string // what one can do there
	Payload  string // what the code holds; a poster without one is refused
	Code     string // the same for who types it
	Language string
	Made     time.Time
}

var (
	stopTitle = style{size: 44, lead: 18, bold: true, ink: dark}
	stopWhen  = style{size: 26, lead: 12, bold: true, ink: green}
	stopFact  = style{size: 20, lead: 9.5, ink: dark}
	stopCode  = style{size: 15, lead: 7, ink: dark}
)

const stopSide = 62.0 // of the code, in millimetres

// PDF sets the poster on one page of A4; dates that do not fit are left out, never cut. The same poster
// gives the same bytes. Refuses: ErrPayload.
func (p StopPoster) PDF() (content []byte, err error) {
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

func (p StopPoster) set(s *sheet, rows [][]bool) error {
	width, foot := right-left, bottom-stopSide
	title := s.faces.fit([]string{longest(p.Title)}, stopTitle, width, 28)
	if err := s.block(left, width, p.Title, title); err != nil {
		return err
	}
	s.y += 4
	s.pdf.SetFillColor(0xff, 0xd4, 0x3b)
	s.pdf.Rect(left, s.y, width, 2.5, "F")
	s.y += 9
	when := s.faces.fit(p.When, stopWhen, width, 16)
	rest := float64(len(p.Where)+len(s.faces.lines(p.What, stopFact, width))+1) * stopFact.lead
	for _, text := range p.When {
		if s.y+when.lead+rest > foot-6 {
			break
		}
		if err := s.block(left, width, text, when); err != nil {
			return err
		}
	}
	s.y += 5
	for _, text := range append(append([]string{}, p.Where...), p.What) {
		if err := s.block(left, width, text, stopFact); err != nil {
			return err
		}
	}
	s.modules(left, foot, stopSide/float64(len(rows)), rows)
	s.y = foot
	return s.block(left+stopSide+8, width-stopSide-8, p.Code, stopCode)
}

// longest is the longest word of a text.
func longest(text string) (word string) {
	at := 0
	for i, r := range text + " " {
		if r == ' ' {
			if i-at > len(word) {
				word = text[at:i]
			}
			at = i + 1
		}
	}
	return word
}
