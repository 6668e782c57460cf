package route

import (
	"io"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestTheOriginIsWhereVisitorsFindUs(t *testing.T) {
	for _, c := range []struct {
		origin Origin
		want   string
	}{
		{Origin{}, "http://asked.example"},
		{Origin{HTTPS: true}, "https://asked.example"}, // Balie speaks TLS itself
		{Origin{Public: "https://afspraak.example/", HTTPS: true}, "https://afspraak.example"},
		{Origin{Public: "http://127.0.0.1:8080"}, "http://127.0.0.1:8080"},
	} {
		app := fiber.New()
		app.Get("/", func(ctx *fiber.Ctx) error { return ctx.SendString(c.origin.Of(ctx)) })
		asked := httptest.NewRequest("GET", "/", nil)
		asked.Host = "asked.example"
		asked.Header.Set("X-Forwarded-Host", "elsewhere.example")
		asked.Header.Set("X-Forwarded-Proto", "ftp")
		answer, err := app.Test(asked)
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(answer.Body); string(body) != c.want {
			t.Errorf("%+v: %s, want %s", c.origin, body, c.want)
		}
	}
}

// TestNobodyWritesASchemeByHand finds the next page that leads its visitors off TLS: a scheme is written
// in origin.go alone.
func TestNobodyWritesASchemeByHand(t *testing.T) {
	byHand := regexp.MustCompile(`"https?://"|\.BaseURL\(\)`)
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" && filepath.Ext(path) != ".templ" || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if where := byHand.FindString(string(text)); where != "" {
			t.Errorf("%s has %s: take route.Origin", path, where)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
