package paper

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"

	"github.com/skip2/go-qrcode"
)

const (
	pathQuiet = 2 // modules around the code on a page, whose own margin does the rest
	pngQuiet  = 4 // modules around the code in a picture that may lie on anything
	mostPixel = 4096
)

// ErrPixels refuses a picture that is too small for its code, or larger than 4096 pixels.
var ErrPixels = errors.New("paper: no picture of that many pixels")

// ErrPayload refuses a code of nothing, or of what is not printable ASCII: readers guess the
// alphabet of other letters, and guess wrong.
var ErrPayload = errors.New("paper: a code holds printable ASCII, and at least one letter")

// VisitCode is what the code of an appointment holds: an address in capitals, which takes the fewest squares
// and is typed alike by every scanner. A phone that reads it opens the appointment's page; by its id alone
// that shows time and place. A door reads the id.
func VisitCode(origin, id string) string { return strings.ToUpper(origin) + "/Q/" + id }

// TicketCode is the same for a number that was given out.
func TicketCode(origin, id string) string { return strings.ToUpper(origin) + "/T/" + id }

// modules are the squares of a code, dark ones true, without a quiet zone. Refuses: ErrPayload, and
// a payload that no code can hold.
func modules(payload string) (rows [][]bool, err error) {
	defer caught(&err)
	if payload == "" || strings.ContainsFunc(payload, func(r rune) bool { return r < ' ' || r > '~' }) {
		return nil, ErrPayload
	}
	code, err := qrcode.New(payload, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	code.DisableBorder = true
	return code.Bitmap(), nil
}

// caught makes an error of a panic in a library; use it as `defer caught(&err)`.
func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("paper: %v", r)
	}
}

// run is a row of dark modules that touch.
type run struct{ x, y, width int }

func darkRuns(rows [][]bool) (all []run) {
	for y, row := range rows {
		for x := 0; x < len(row); x++ {
			begin := x
			for x < len(row) && row[x] {
				x++
			}
			if x > begin {
				all = append(all, run{begin, y, x - begin})
			}
		}
	}
	return all
}

// QRPath returns the data of an SVG path that draws a QR code for the payload, one unit a module,
// and the size of its square, a quiet zone of two modules included. Refuses: ErrPayload, and a
// payload that no code can hold.
//
//	<svg viewBox="0 0 29 29"><path d="M2 2h7v1h-7z…"/></svg>
func QRPath(payload string) (path string, size int, err error) {
	rows, err := modules(payload)
	if err != nil {
		return "", 0, err
	}
	var data []byte
	for _, r := range darkRuns(rows) {
		data = append(data, 'M')
		data = strconv.AppendInt(data, int64(r.x+pathQuiet), 10)
		data = append(data, ' ')
		data = strconv.AppendInt(data, int64(r.y+pathQuiet), 10)
		data = fmt.Appendf(data, "h%dv1h-%dz", r.width, r.width)
	}
	return string(data), len(rows) + 2*pathQuiet, nil
}

// QRPNG returns a square picture of a QR code for the payload: whole pixels a module, centred, with
// a quiet zone of at least four modules. Refuses: ErrPixels, and what QRPath refuses.
func QRPNG(payload string, pixels int) ([]byte, error) {
	rows, err := modules(payload)
	if err != nil {
		return nil, err
	}
	scale := pixels / (len(rows) + 2*pngQuiet)
	if scale < 1 || pixels > mostPixel {
		return nil, ErrPixels
	}
	picture := image.NewPaletted(image.Rect(0, 0, pixels, pixels), color.Palette{color.White, color.Black})
	margin := (pixels - scale*len(rows)) / 2
	for _, r := range darkRuns(rows) {
		for y := range scale {
			begin := picture.PixOffset(margin+r.x*scale, margin+r.y*scale+y)
			for x := range r.width * scale {
				picture.Pix[begin+x] = 1
			}
		}
	}
	var out bytes.Buffer
	err = png.Encode(&out, picture)
	return out.Bytes(), err
}
