package textfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Encoding is how a file was written.
type Encoding string

// The encodings that are recognised.
const (
	UTF8        Encoding = "UTF-8"
	UTF16       Encoding = "UTF-16"
	Windows1252 Encoding = "Windows-1252"
)

// Text returns the characters of a file: UTF-8 with or without a byte-order mark, UTF-16 with one, or
// Windows-1252, as older spreadsheets write. It refuses by name UTF-16 without a mark, UTF-32, UTF-8 that was
// damaged, and what is no text.
//
//	"\xef\xbb\xbfNaam;Jo\xc3\xabl"  "Naam;Joël", UTF-8
//	"Naam;Jo\xebl"                 "Naam;Joël", Windows-1252
func Text(content []byte) (string, Encoding, error) {
	switch {
	case bytes.HasPrefix(content, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(content, []byte{0, 0, 0xfe, 0xff}):
		return "", "", errors.New("is written in UTF-32; save it as UTF-8")
	case bytes.HasPrefix(content, []byte{0xff, 0xfe}):
		return fromUTF16(content[2:], binary.LittleEndian)
	case bytes.HasPrefix(content, []byte{0xfe, 0xff}):
		return fromUTF16(content[2:], binary.BigEndian)
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if at := bytes.IndexByte(content, 0); at >= 0 {
		if looksUTF16(content) {
			return "", "", errors.New("is written in UTF-16 without a byte-order mark; save it as UTF-8")
		}
		return "", "", fmt.Errorf("is no text: %s there is a zero byte", Place(string(content), at))
	}
	if utf8.Valid(content) {
		return string(content), UTF8, nil
	}
	return fromWindows(content)
}

// looksUTF16 reports whether every other byte of the beginning is zero.
func looksUTF16(content []byte) bool {
	begin := content[:min(len(content), 200)]
	var even, odd int
	for i, b := range begin {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	return max(even, odd) > len(begin)/3
}

func fromUTF16(content []byte, order binary.ByteOrder) (string, Encoding, error) {
	if len(content)%2 != 0 {
		return "", "", errors.New("is written in UTF-16 and breaks off in the middle of a character; save it as UTF-8")
	}
	units := make([]uint16, len(content)/2)
	for i := range units {
		units[i] = order.Uint16(content[2*i:])
	}
	text := string(utf16.Decode(units))
	if at := strings.IndexAny(text, "\x00"+string(utf8.RuneError)); at >= 0 {
		return "", "", fmt.Errorf("is written in UTF-16 and damaged: %s", Place(text, at))
	}
	return text, UTF16, nil
}

// high are the characters 80 to 9f of Windows-1252; a zero is none.
var high = [32]rune{'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0, 0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ'}

// fromWindows reads what is not UTF-8. A file that is so in part is damaged, since no accent of Windows-1252
// by itself makes a character of UTF-8.
func fromWindows(content []byte) (string, Encoding, error) {
	first := -1
	mixed := false
	for i := 0; i < len(content); {
		r, n := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && n == 1 && first < 0 {
			first = i
		}
		mixed = mixed || n > 1
		i += n
	}
	if mixed {
		return "", "", fmt.Errorf("is written in UTF-8 and damaged: %s; save it anew as UTF-8", Place(string(content), first))
	}
	var text strings.Builder
	text.Grow(len(content) + len(content)/8)
	for i, b := range content {
		r := rune(b)
		if b >= 0x80 && b < 0xa0 {
			r = high[b-0x80]
		}
		if r == 0 {
			return "", "", fmt.Errorf("is neither UTF-8 nor Windows-1252: %s; save it as UTF-8", Place(string(content), i))
		}
		text.WriteRune(r)
	}
	return text.String(), Windows1252, nil
}

// Place is where a byte of a text is, in words: "line 3, column 12".
func Place(text string, at int) string {
	line, column := position(text, at)
	return fmt.Sprintf("line %d, column %d", line, column)
}

func position(text string, at int) (line, column int) {
	before := text[:min(max(at, 0), len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}
