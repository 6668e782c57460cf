package page

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestAssetsAreServedPackedToWhoeverUnpacks(t *testing.T) {
	app := fiber.New()
	app.Get("/assets/:name", ServeAsset)
	ask := func(path, encoding string) (status int, body string, packed bool) {
		t.Helper()
		request := httptest.NewRequest("GET", path, nil)
		request.Header.Set("Accept-Encoding", encoding)
		response, err := app.Test(request)
		if err != nil {
			t.Fatal(err)
		}
		reader := io.Reader(response.Body)
		if packed = response.Header.Get("Content-Encoding") == "gzip"; packed {
			if reader, err = gzip.NewReader(response.Body); err != nil {
				t.Fatal(err)
			}
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(content), packed
	}
	_, plain, packed := ask(Asset("balie.css"), "")
	if packed || !strings.Contains(plain, "@layer") {
		t.Errorf("to whoever cannot unpack: packed %v", packed)
	}
	if _, body, packed := ask(Asset("balie.css"), "gzip, br"); !packed || body != plain {
		t.Error("packed and plain differ, or nothing is packed")
	}
	if _, _, packed := ask(Asset("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"), "gzip"); packed {
		t.Error("a font is packed twice")
	}
	for _, path := range []string{"/assets/balie.css", "/assets/balie.000000000000.css", "/assets/%2e%2e"} {
		if status, _, _ := ask(path, ""); status != 404 {
			t.Errorf("%s answers %d", path, status)
		}
	}
}
