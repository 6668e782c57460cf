package paper

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"
)

const payload = "0123456789ABCDEFGHJKMNPQRS"

func TestPictureIsReadByAnotherProgram(t *testing.T) {
	t.Parallel()
	for _, given := range []string{payload, "X", VisitCode("https://afspraak.oude-ijsselstreek.nl", payload), TicketCode("http://127.0.0.1:8080", payload), "https://example.org/a/1?b=%C3%A9"} {
		for _, pixels := range []int{120, 300, 777} {
			content, err := QRPNG(given, pixels)
			if err != nil {
				t.Fatal(err)
			}
			read := tool(t, "zbarimg", "--nodbus", "-q", "--raw", kept(t, "code.png", content))
			if strings.TrimSpace(read) != given {
				t.Errorf("%q at %d pixels is read as %q", given, pixels, read)
			}
		}
	}
}

// TestTheCodeOfAVisitIsSmall: capitals take five and a half bits each, so the address costs few squares, and every
// character of it is one that scanners type alike.
func TestTheCodeOfAVisitIsSmall(t *testing.T) {
	given := VisitCode("https://afspraak.oude-ijsselstreek.nl", payload)
	if given != "HTTPS://AFSPRAAK.OUDE-IJSSELSTREEK.NL/Q/"+payload {
		t.Fatal(given)
	}
	if _, size, err := QRPath(given); err != nil || size > 33+2*pathQuiet {
		t.Errorf("it takes %d squares, %v", size, err)
	}
}

var square = regexp.MustCompile(`^M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

func TestPathDrawsTheSameSquares(t *testing.T) {
	path, size, err := QRPath(payload)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qrcode.New(payload, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	code.DisableBorder = true
	want := code.Bitmap()
	if size != len(want)+4 {
		t.Errorf("size %d for %d modules", size, len(want))
	}
	got := make(map[string]bool)
	for path != "" {
		m := square.FindStringSubmatch(path)
		if m == nil || m[3] != m[4] {
			t.Fatalf("not a row of squares: %.40s", path)
		}
		path = path[len(m[0]):]
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		width, _ := strconv.Atoi(m[3])
		for i := range width {
			got[fmt.Sprint(x+i-2, y-2)] = true
		}
	}
	for y, row := range want {
		for x, dark := range row {
			if got[fmt.Sprint(x, y)] != dark {
				t.Fatalf("module %d, %d is not %v", x, y, dark)
			}
		}
	}
}

func TestCodesRefuse(t *testing.T) {
	for _, given := range []string{"", "é", "a\n", "\xff", strings.Repeat("x", 10_000)} {
		if path, _, err := QRPath(given); err == nil || path != "" {
			t.Errorf("%.9q made a path", given)
		}
		if picture, err := QRPNG(given, 300); err == nil || picture != nil {
			t.Errorf("%.9q made a picture", given)
		}
	}
	for _, pixels := range []int{-1, 0, 32, 4097} {
		if _, err := QRPNG(payload, pixels); !errors.Is(err, ErrPixels) {
			t.Errorf("%d pixels: %v", pixels, err)
		}
	}
}
