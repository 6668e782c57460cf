package paper

import (
	"slices"
	"time"
)

// Letter is one message to a resident as it is posted: the address stands where the window of a Dutch
// envelope (DL, at the left) shows it. Every word on it comes from the caller.
type Letter struct {
	Office          string   // heading: the name of the municipality
	To              []string // name, street, postcode and place
	Date            string
	Title           string
	When, What      []string
	Text            []string // paragraphs
	List            []string // what can be chosen, or brought
	CodeLabel, Code string   // "" where there is nothing to open
	Payload         string   // what the QR code holds; "" where there is none
	Foot            []string
}

// Pile is letters to print at once, each on pages of its own.
type Pile struct {
	Letters  []Letter
	Title    string // in the file's properties; it names nobody
	Language string
	Made     time.Time
}

// MostLetters is how many letters one file holds.
const MostLetters = 20

// Where an address stands, and where the letter begins under the fold.
const (
	addressTop = 50.0
	letterTop  = 92.0
)

// PDF sets the pile. Refuses: ErrLong.
func (p Pile) PDF() (content []byte, err error) {
	defer caught(&err)
	if len(p.Letters) == 0 || len(p.Letters) > MostLetters {
		return nil, ErrLong
	}
	s, err := newSheet(p.Letters[0].Office, p.Made, 0)
	if err != nil {
		return nil, err
	}
	s.between = betweens[2]
	s.pdf.SetTitle(safe(p.Title), true)
	s.pdf.SetAuthor(safe(p.Letters[0].Office), true)
	for _, l := range p.Letters {
		if err := l.set(s); err != nil {
			return nil, err
		}
	}
	if content, err = s.bytes(); err != nil {
		return nil, err
	}
	return speak(content, p.Language)
}

func (l Letter) set(s *sheet) error {
	s.head = l.Office
	if err := s.turn(); err != nil {
		return err
	}
	s.y = addressTop
	for _, line := range l.To {
		if err := s.block(left, cardLeft-left, line, textStyle); err != nil {
			return err
		}
	}
	s.y = max(s.y, letterTop)
	cardEnd, err := l.card(s)
	if err != nil {
		return err
	}
	width := column
	if l.Payload == "" {
		width = measure
	}
	for _, part := range l.parts() {
		for _, text := range part.texts {
			if err := s.block(left, width, text, part.style); err != nil {
				return err
			}
		}
		s.y += part.gap
	}
	s.y = max(s.y, cardEnd)
	if err := s.list("", l.List, (*sheet).dot); err != nil {
		return err
	}
	s.y += betweens[2]
	for _, text := range l.Foot {
		if err := s.block(left, measure, text, footStyle); err != nil {
			return err
		}
	}
	return s.pdf.Error()
}

type letterPart struct {
	texts []string
	style style
	gap   float64
}

func (l Letter) parts() []letterPart {
	all := []letterPart{{[]string{l.Date}, footStyle, 6}, {[]string{l.Title}, sectionStyle, 4}, {l.When, factStyle, 2}, {l.What, textStyle, 4}}
	for _, text := range l.Text {
		all = append(all, letterPart{[]string{text}, textStyle, 3})
	}
	return slices.DeleteFunc(all, func(p letterPart) bool { return len(p.texts) == 0 || p.texts[0] == "" })
}

// card draws the code beside the letter, where there is one.
func (l Letter) card(s *sheet) (end float64, err error) {
	if l.Payload == "" {
		return 0, nil
	}
	rows, err := modules(l.Payload)
	if err != nil {
		return 0, err
	}
	return s.card(s.y, rows, l.CodeLabel, l.Code) + betweens[2], nil
}
