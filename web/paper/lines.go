package paper

import (
	"slices"
	"strings"
)

// point is the size of a typographic point in millimetres.
const point = 25.4 / 72

// style is how text looks: its size in points, and the distance of lines in millimetres.
type style struct {
	size, lead float64
	bold       bool
	ink        ink
}

func (t typeface) of(s style) faces {
	if s.bold {
		return t.bold
	}
	return t.regular
}

// width measures safe text in millimetres.
func (t typeface) width(text string, s style) float64 {
	thousandths := 0
	for _, p := range t.of(s).pieces(text) {
		for _, r := range p.text {
			thousandths += int(p.face.advances[r])
		}
	}
	return float64(thousandths) / 1000 * s.size * point
}

// lines breaks text at spaces into lines of at most the width given; a word longer than a line is
// broken between letters. Empty text has no lines.
func (t typeface) lines(text string, s style, width float64) (all []string) {
	for paragraph := range strings.SplitSeq(safe(text), "\n") {
		all = append(all, t.paragraph(paragraph, s, width)...)
	}
	return all
}

func (t typeface) paragraph(text string, s style, width float64) (all []string) {
	var line strings.Builder
	used, space := 0.0, t.width(" ", s)
	flush := func() {
		if line.Len() > 0 {
			all = append(all, line.String())
		}
		line.Reset()
		used = 0
	}
	for word := range strings.SplitSeq(text, " ") {
		for _, part := range t.parts(word, s, width) {
			w := t.width(part, s)
			if line.Len() > 0 && used+space+w > width {
				flush()
			}
			if line.Len() > 0 {
				line.WriteByte(' ')
				used += space
			}
			line.WriteString(part)
			used += w
		}
	}
	flush()
	return all
}

// parts breaks a word so that each part but the last fills a line.
func (t typeface) parts(word string, s style, width float64) (all []string) {
	if t.width(word, s) <= width && word != "" {
		return []string{word}
	}
	begin, at, used := 0, 0, 0.0
	for cluster := range clusters(word) {
		w := t.width(cluster, s)
		if at > begin && used+w > width {
			all = append(all, word[begin:at])
			begin, used = at, 0
		}
		at += len(cluster)
		used += w
	}
	if begin < len(word) {
		all = append(all, word[begin:])
	}
	return all
}

// fit makes a style smaller, down to the size given, until every text is one line of the width.
func (t typeface) fit(texts []string, s style, width, smallest float64) style {
	tooLong := func(text string) bool { return t.width(safe(text), s) > width }
	for s.size > smallest && slices.ContainsFunc(texts, tooLong) {
		s.lead *= (s.size - 1) / s.size
		s.size--
	}
	return s
}

// balance returns the width at which a text of few lines has lines of about one length, and no
// more of them than at the width given.
func (t typeface) balance(text string, s style, width float64) float64 {
	most := len(t.lines(text, s, width))
	if most < 2 || most > mostLines {
		return width
	}
	for width > 10 && len(t.lines(text, s, width-1)) == most {
		width--
	}
	return width
}

var sentenceEnds = strings.NewReplacer(". ", ".\n", "? ", "?\n", "! ", "!\n")

// sentences begins each sentence on a line of its own, unless that takes more lines.
func (t typeface) sentences(text string, s style, width float64) []string {
	plain := t.lines(text, s, width)
	if apart := t.lines(sentenceEnds.Replace(text), s, width); len(apart) <= len(plain) {
		return apart
	}
	return plain
}

// cut keeps the first lines, and shows that there was more.
func cut(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	kept := slices.Clone(lines[:most])
	letters := slices.Collect(clusters(kept[most-1]))
	kept[most-1] = strings.Join(letters[:max(0, len(letters)-2)], "") + "…"
	return kept
}
