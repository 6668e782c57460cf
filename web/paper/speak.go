package paper

import (
	"bytes"
	"errors"
	"regexp"
	"strconv"
)

var (
	catalogueMark = []byte("/Type /Catalog\n")
	tables        = []byte("startxref\n")
	version       = []byte("%PDF-1.3")
	language      = regexp.MustCompile(`^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,3}$`)
)

// speak tells readers in which language a PDF is, so that it is read aloud well, and to show its
// title. The catalogue is the last object of a file by gofpdf: only the place of the table moves.
// What is not the tag of a language is left out.
func speak(pdf []byte, tag string) ([]byte, error) {
	at, end := bytes.LastIndex(pdf, catalogueMark), bytes.LastIndex(pdf, tables)
	if at < 0 || end < at || !bytes.HasPrefix(pdf, version) {
		return nil, errors.New("paper: a PDF without a catalogue")
	}
	at += len(catalogueMark)
	end += len(tables)
	digits := bytes.IndexByte(pdf[end:], '\n')
	place, err := strconv.Atoi(string(pdf[end : end+max(0, digits)]))
	if err != nil {
		return nil, err
	}
	entry := "/ViewerPreferences <</DisplayDocTitle true>>\n"
	if language.MatchString(tag) {
		entry = "/Lang (" + tag + ")\n" + entry
	}
	out := append([]byte("%PDF-1.4"), pdf[len(version):at]...)
	out = append(out, entry...)
	out = append(out, pdf[at:end]...)
	out = strconv.AppendInt(out, int64(place+len(entry)), 10)
	return append(out, pdf[end+digits:]...), nil
}
