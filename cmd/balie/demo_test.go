package main

import (
	"bytes"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

func TestTheSeedIsWhole(t *testing.T) {
	town, err := demo.Town()
	if err != nil {
		t.Fatal(err)
	}
	skills := map[string]bool{}
	for _, o := range town.Offices {
		if !o.Demo {
			t.Errorf("%s is not said to be made up", o.ID)
		}
		for _, d := range o.Desks {
			for _, s := range d.Skills {
				skills[s] = true
			}
		}
	}
	for _, p := range town.Products {
		if !skills[p.Skill] {
			t.Errorf("%s: no desk can do %q", p.ID, p.Skill)
		}
		for _, language := range []string{"nl", "en", "de"} {
			text, ok := p.Texts[language]
			if !ok || text.Name == "" || text.Short == "" || text.Intro == "" || len(text.Bring) == 0 || len(text.Who) == 0 || len(text.Words) == 0 {
				t.Errorf("%s lacks words in %s: %+v", p.ID, language, text)
			}
			if (p.OnlineURL != "") != (text.Online != "") {
				t.Errorf("%s: online address and words in %s do not go together", p.ID, language)
			}
		}
		if u, err := url.Parse(p.UPLURI); err != nil || p.UPLURI != "" && u.Host != "standaarden.overheid.nl" || (p.UPLURI == "") != (p.UPLName == "") {
			t.Errorf("%s: UPL %q %q", p.ID, p.UPLName, p.UPLURI)
		}
	}
}

// TestDutchSentencesAreShort keeps the Dutch of the seed near B1.
func TestDutchSentencesAreShort(t *testing.T) {
	town, err := demo.Town()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range town.Products {
		text := p.Texts["nl"]
		for _, s := range strings.FieldsFunc(strings.Join(slices.Concat([]string{text.Intro}, text.Bring, text.Who), ". "), func(r rune) bool { return strings.ContainsRune(".?:", r) }) {
			if n := len(strings.Fields(s)); n > 15 {
				t.Errorf("%s: %d words in %q", p.ID, n, s)
			}
		}
	}
}

func TestTheDemoIsAboutSixtyPercentFull(t *testing.T) {
	h, err := server.Open(t.TempDir(), servertest.Noon, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := demo.Furnish(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	open, taken := 0, bookedMinutes(t, h)
	town, _ := demo.Town()
	for _, o := range town.Offices {
		_ = h.Ledger.View(func(r ledger.Reader) (err error) { o, err = catalogue.OfficeByID(r, o.ID); return err })
		today := calendar.DateOf(2026, 11, 30)
		for date := today; date < today.AddDays(demo.BookedDays); date++ {
			open += demo.OpenMinutes(o, date)
		}
	}
	if share := float64(taken) / float64(open); share < 0.5 || share > 0.7 {
		t.Errorf("%d of %d minutes are booked: %.2f, want about %.2f", taken, open, share, demo.BookedShare)
	}
	if r := h.Check(t.Context()); len(r.Problems) > 0 {
		t.Errorf("check finds %v", r.Problems)
	}
	if err := demo.Furnish(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	if again := bookedMinutes(t, h); again != taken {
		t.Errorf("furnishing a furnished house changed %d booked minutes into %d", taken, again)
	}
}

// bookedMinutes counts what events say was booked.
func bookedMinutes(t *testing.T, h *server.Server) (minutes int) {
	t.Helper()
	err := h.Ledger.View(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 1<<20)
		for _, e := range events {
			if e.Kind != "appointment.booked" {
				continue
			}
			a, err := booking.AppointmentByID(r, booking.AppointmentID(e.IDs[0]))
			if err != nil {
				return err
			}
			minutes += a.Offer.Minutes
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return minutes
}

func TestADemoThatEndsLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	o := servertest.WantDone(t, inProcess(t, "demo", "--listen", "127.0.0.1:0"))
	for _, want := range []string{"made up", "http://127.0.0.1:", "/a"} {
		if !strings.Contains(o.Out, want) {
			t.Errorf("said %q, want %q in it", o.Out, want)
		}
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

func TestADemoInAFolderStays(t *testing.T) {
	data := t.TempDir()
	servertest.WantDone(t, inProcess(t, "demo", "--data", data, "--listen", "127.0.0.1:0"))
	first := servertest.WantDone(t, inProcess(t, "check", "--data", data)).Err
	servertest.WantDone(t, inProcess(t, "demo", "--data", data, "--listen", "127.0.0.1:0"))
	again := servertest.WantDone(t, inProcess(t, "check", "--data", data)).Err
	if before, after := recordsOf(t, first), recordsOf(t, again); after < before-500 || after > before+500 { // people came in meanwhile, and holds ended
		t.Errorf("a second demo made %d records of %d", after, before)
	}
	exported := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	for _, person := range []string{"Voorbeeld", "voorbeeld.example", "0315 000", "Testink"} {
		if bytes.Contains([]byte(exported), []byte(person)) {
			t.Errorf("the export holds %q of a person", person)
		}
	}
}

// recordsOf is how many records a check says that it read.
func recordsOf(t *testing.T, said string) (n int) {
	t.Helper()
	for line := range strings.Lines(said) {
		if count, found := strings.CutSuffix(strings.TrimSpace(line), " records read, everything holds"); found {
			n, _ = strconv.Atoi(count)
		}
	}
	if n == 0 {
		t.Fatalf("check said %q", said)
	}
	return n
}
