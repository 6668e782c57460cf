package paper

// The card at the right of the first page: the code for the pillar, and what to type or say when
// it cannot be read.
const (
	cardWidth  = 62.0
	cardMargin = 8.0
	cardInside = cardWidth - 2*cardMargin
	cardLeft   = right - cardWidth
	cardGap    = 10.0
	cardRadius = 2.0
	codeQuiet  = 4 // modules
	mostLines  = 4
)

var (
	labelStyle = style{size: 12, lead: 5.6, ink: soft}
	codeStyle  = style{size: 24, lead: 10, bold: true, ink: dark}
)

// card draws the code, its label and its letters from y down, and returns where the card ends.
func (s *sheet) card(y float64, rows [][]bool, label, code string) float64 {
	module := min(cardInside/float64(len(rows)), cardMargin/codeQuiet)
	side := module * float64(len(rows))
	s.modules(cardLeft+cardMargin, y+cardMargin, module, rows)
	at := y + cardMargin + side + max(codeQuiet*module, 6)
	spoken := s.faces.fit([]string{code}, codeStyle, cardInside, 14)
	for _, part := range []struct {
		lines []string
		style style
	}{
		{s.faces.sentences(label, labelStyle, cardInside), labelStyle},
		{s.faces.lines(code, spoken, cardInside), spoken},
	} {
		for _, line := range cut(part.lines, mostLines) {
			s.write(cardLeft+cardMargin, at+baseline(part.style), line, part.style)
			at += part.style.lead
		}
		at++
	}
	end := at + cardMargin - 3
	s.pen(thin, 0.2)
	s.pdf.RoundedRect(cardLeft, y, cardWidth, end-y, cardRadius, "1234", "D")
	return end
}

// modules fills all dark modules as one path, so that no hairline shows between their rows.
func (s *sheet) modules(x, y, module float64, rows [][]bool) {
	s.pen(dark, 0.2)
	for _, r := range darkRuns(rows) {
		x1, x2 := x+module*float64(r.x), x+module*float64(r.x+r.width)
		y1, y2 := y+module*float64(r.y), y+module*float64(r.y+1)
		s.pdf.MoveTo(x1, y1)
		s.pdf.LineTo(x2, y1)
		s.pdf.LineTo(x2, y2)
		s.pdf.LineTo(x1, y2)
		s.pdf.ClosePath()
	}
	s.pdf.DrawPath("F")
}
