package manage

import (
	"strconv"
	"strings"

	"balie/web/lang"
)

// readText is a Dutch text with what reads hard marked.
type readText struct {
	pieces []readPiece
	notes  []readNote
}

// readPiece is a part of a text that is marked in one way, and the numbers of the notes that end with it.
type readPiece struct {
	text       string
	long, word bool
	notes      []string
}

// readNote says what reads hard, and what to write.
type readNote struct {
	n, words    int
	said, plain string
	at          string // "intro-nl.2": by which the word is replaced; "" for a sentence
}

// readable are the Dutch texts of the form with what reads hard, and how many places there are.
func (v productView) readable() (all []readText, count int) {
	for _, field := range v.dutch() {
		hard := lang.HardDutch(v.typed[field])
		if len(hard) > 0 {
			all = append(all, markText(v.typed[field], field, hard, count))
			count += len(hard)
		}
	}
	return all, count
}

// dutch are the fields with a Dutch text that residents read; words by which people look for it are theirs.
func (v productView) dutch() (fields []string) {
	for _, f := range productTexts {
		if f.name != "woorden" && f.name != "kort" {
			fields = append(fields, f.name+"-nl")
		}
	}
	for i := range v.typed.questionLines() {
		fields = append(fields, askField(i, "nl"), askField(i, "keuzes-nl"))
	}
	for i := range v.typed.ageLines() {
		fields = append(fields, ageField(i, "nl"))
	}
	return fields
}

// markText cuts a text where marks begin and end.
func markText(text, field string, hard []lang.Hard, before int) (t readText) {
	cuts := map[int]bool{0: true, len(text): true}
	for i, h := range hard {
		cuts[h.From], cuts[h.To] = true, true
		note := readNote{n: before + i + 1, words: h.Words, said: text[h.From:h.To], plain: h.Plain}
		if h.Words == 0 {
			note.at = field + "." + strconv.Itoa(i)
		}
		t.notes = append(t.notes, note)
	}
	from := 0
	for to := 1; to <= len(text); to++ {
		if !cuts[to] {
			continue
		}
		piece := readPiece{text: text[from:to]}
		for i, h := range hard {
			if h.From <= from && to <= h.To {
				piece.long, piece.word = piece.long || h.Words > 0, piece.word || h.Words == 0
			}
			if h.To == to {
				piece.notes = append(piece.notes, strconv.Itoa(before+i+1))
			}
		}
		t.pieces = append(t.pieces, piece)
		from = to
	}
	return t
}

// replace puts the plain word in the place of a hard one; nothing is saved by it.
func (v *productView) replace(at string) {
	field, place, _ := strings.Cut(at, ".")
	n, err := strconv.Atoi(place)
	hard := lang.HardDutch(v.typed[field])
	if err == nil && n >= 0 && n < len(hard) && hard[n].Words == 0 {
		v.typed[field] = hard[n].Replace(v.typed[field])
	}
}
