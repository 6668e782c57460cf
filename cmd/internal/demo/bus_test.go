package demo

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/cmd/internal/server"
	"balie/outreach"
	"balie/outreach/period"
)

// monday is a Monday at noon in Gendringen.
func monday() time.Time { return time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC) }

// seededBus is the demo's municipality with its roster and its bus, without neighbours who booked.
func seededBus(t *testing.T) *server.Server {
	t.Helper()
	h, err := server.Open(t.TempDir(), monday, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := h.Ledger.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
			t.Error(err)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	town, err := Town()
	town.OutreachSetup = server.OutreachSetup{}
	if err == nil {
		err = server.PutDocument(t.Context(), h.Ledger, town)
	}
	if err == nil {
		_, err = furnishStaff(t.Context(), h)
	}
	if err == nil {
		err = furnishRoster(t.Context(), h)
	}
	if err == nil {
		err = furnishOutreach(t.Context(), h)
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func proposed(t *testing.T, h *server.Server, from calendar.Date, fresh bool) (p outreach.Proposal) {
	t.Helper()
	err := h.Ledger.View(func(r ledger.Reader) (err error) {
		p, err = outreach.Propose(r, from, from+7*13-1, period.Options{Seed: 1, Fresh: fresh, Steps: 1000})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestEveryWishOfTheSeededTownIsMetOrExplained plans a quarter of the demo's bus, anew and from what there is.
func TestEveryWishOfTheSeededTownIsMetOrExplained(t *testing.T) {
	h := seededBus(t)
	from := calendar.DateOf(2026, 12, 7)
	for _, fresh := range []bool{false, true} {
		p := proposed(t, h, from, fresh)
		planned := make([]int, len(p.Areas))
		for _, visits := range p.Plan.Days {
			for _, v := range visits {
				planned[p.Problem.Places[v.Place].Area]++
			}
		}
		met := 0
		for i, a := range p.Problem.Areas {
			explained := slices.ContainsFunc(p.Plan.Gaps, func(g period.Gap) bool { return g.Area == i && g.Main != "" })
			if planned[i] < a.Wished && !explained {
				t.Errorf("%s has %d visits of %d, and nobody says why", a.Name, planned[i], a.Wished)
			}
			if planned[i] >= a.Wished {
				met++
			}
		}
		t.Logf("anew: %t, %d of %d villages met, score %+v", fresh, met, len(p.Areas), p.Plan.Score)
		if p.Plan.Score.Broken > 0 || met < len(p.Areas)*2/3 {
			t.Errorf("%d of %d villages get what was wished, %d promises are broken", met, len(p.Areas), p.Plan.Score.Broken)
		}
	}
}

// TestOneIllnessInTheSeededTownTouchesOnlyItsOuting lets each of a published week's crew fall ill in turn.
func TestOneIllnessInTheSeededTownTouchesOnlyItsOuting(t *testing.T) {
	h := seededBus(t)
	from := calendar.DateOf(2026, 12, 7)
	before := proposed(t, h, from, false)
	tried := 0
	for i, d := range before.Days {
		if !d.Outing.Open() || len(d.Outing.Crew) == 0 || tried == 4 {
			continue
		}
		tried++
		date := before.Problem.Days[i].Date
		var a roster.Absence
		err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) (err error) {
			a, _, err = roster.PutAbsence(tx, roster.Absence{Colleague: d.Outing.Crew[0], From: date, Until: date})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		after := proposed(t, h, from, false)
		for j, x := range after.Days {
			if !x.Outing.Open() || x.Outing.ID == d.Outing.ID {
				continue
			}
			same := slices.Equal(x.Crew, x.Outing.Crew) && len(x.Stops) == len(x.Outing.Stops)
			if !same {
				t.Errorf("somebody is ill on %s, and the outing of %s changes", date, after.Problem.Days[j].Date)
			}
		}
		if slices.Contains(after.Days[i].Crew, d.Outing.Crew[0]) {
			t.Errorf("who is ill on %s goes along", date)
		}
		if err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error { return roster.EndAbsence(tx, a.ID, date) }); err != nil {
			t.Fatal(err)
		}
	}
	if tried == 0 {
		t.Error("the demo has no published outing ahead")
	}
}

func TestTheDemoHasABusOnTheRoadToday(t *testing.T) {
	h := seededBus(t)
	err := h.Ledger.View(func(r ledger.Reader) error {
		today := calendar.DateOf(2026, 11, 30)
		all, err := outreach.Outings(r, today-28, today+60)
		states := map[outreach.State]int{}
		for _, o := range all {
			states[o.State]++
			if o.Date == today && o.Vehicle == "praotbus" && o.State != outreach.Running {
				t.Errorf("today's outing is %s", o.State)
			}
		}
		if states[outreach.Done] < 5 || states[outreach.Running] != 1 || states[outreach.Published] < 5 || states[outreach.Draft] < 5 {
			t.Errorf("outings: %v", states)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatTheBusNeedsIsImportedAndExported takes the demo's file through import and export, and refuses an
// odd one whole.
func TestWhatTheBusNeedsIsImportedAndExported(t *testing.T) {
	h, err := server.Open(t.TempDir(), monday, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	text, err := townFiles.ReadFile("town/outreach.json")
	if err != nil {
		t.Fatal(err)
	}
	if r := h.ImportDocument(t.Context(), text); r.Refusal != "" {
		t.Fatalf("refused: %s", r.Refusal)
	}
	d, err := server.ParseDocument(h.Export().Document)
	if err != nil || len(d.Neighbourhoods) != 15 || len(d.Places) < 15 || len(d.Kits) != 1 {
		t.Errorf("%v: exported %d villages, %d places, %d kits", err, len(d.Neighbourhoods), len(d.Places), len(d.Kits))
	}
	odd := []byte(`{"neighbourhoods": [{"id": "nieuw", "name": "Nieuw"}], "drives": {"a": {"b": -3}}}`)
	if r := h.ImportDocument(t.Context(), odd); r.Refusal == "" {
		t.Error("a negative driving time is imported")
	}
	if d, _ := server.ParseDocument(h.Export().Document); len(d.Neighbourhoods) != 15 {
		t.Error("half of a refused file is imported")
	}
}
