package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// goLiveTown has five desks that are open for 13 weekdays before Christmas, five hours each: 1,950 times of
// ten minutes. One day after that has room for the others.
const goLiveTown = `{"products":[{"id":"pas","minutes":10,"extra_minutes":0,"max_persons":1,"skill":"x","horizon_days":30,"notice_minutes":4000,"texts":{"nl":{"name":"Pas","short":"Pas"}}}],
"offices":[{"id":"hal","kind":"townhall","name":"Raadhuis","zone":"Europe/Amsterdam","desks":[%s],"openings":[%s]}]}`

func goLive(t *testing.T) (data string) {
	t.Helper()
	var desks, openings []string
	for i := range 5 {
		desks = append(desks, fmt.Sprintf(`{"id":"d%d","name":"Balie %d","skills":["x"]}`, i, i))
		openings = append(openings, fmt.Sprintf(`{"id":"o%d","desk":"d%d","weekdays":["mon","tue","wed","thu","fri"],"from":"2026-12-01","until":"2026-12-17","start":"09:00","end":"14:00","use":"appointment","share":"public"}`, i, i))
	}
	openings = append(openings, `{"id":"later","desk":"d0","weekdays":["fri"],"from":"2026-12-18","until":"2026-12-18","start":"09:00","end":"18:00","use":"appointment","share":"public"}`)
	data = t.TempDir()
	servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "town.json", fmt.Sprintf(goLiveTown, strings.Join(desks, ","), strings.Join(openings, ",")))))
	return data
}

const goLiveMap = `{"delimiter":";","columns":{"ref":"Nummer","date":"Datum","time":"Tijd","product":"Soort","office":"Waar","name":"Naam","email":"Mail","phone":"Tel"},
"date":"02-01-2006","time":"15.04","products":{"Paspoort":"pas"},"offices":{"Raadhuis":"hal"},"message":"none"}`

// goLiveFile has so many appointments: five and then some more at each of the times of 13 days.
func goLiveFile(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("Nummer;Datum;Tijd;Soort;Waar;Naam;Mail;Tel\n")
	day, row := calendar.DateOf(2026, 12, 1), 0
	for ; row < n; day++ {
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			continue
		}
		if day > calendar.DateOf(2026, 12, 17) { // what is left stands twice at times that are full
			day = calendar.DateOf(2026, 12, 1)
		}
		for slot := 0; slot < 30 && row < n; slot++ {
			for range 5 {
				if row < n {
					minute := 9*60 + 10*slot
					y, m, d := day.Civil()
					fmt.Fprintf(&b, "A%05d;%02d-%02d-%d;%02d.%02d;Paspoort;Raadhuis;Kanarie %d;kanarie%d@voorbeeld.nl;\n", row, d, m, y, minute/60, minute%60, row, row)
					row++
				}
			}
		}
	}
	return servertest.FileOf(t, "oud.csv", b.String())
}

// stateOf counts appointments and who stands on the call list.
func stateOf(t *testing.T, data string) (appointments, called int) {
	t.Helper()
	h, err := server.OpenExisting(data, servertest.Noon, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	err = h.Ledger.View(func(r ledger.Reader) error {
		listed, err := booking.CallList(r)
		if called = len(listed); err != nil {
			return err
		}
		return booking.EachAppointment(r, func(booking.Appointment) error { appointments++; return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return appointments, called
}

// TestTwoThousandAppointmentsComeOver against openings that fit 1,950: the dry run books nothing and says
// what will be, 50 are listed with the nearest place, nobody is lost, and a second run changes nothing.
func TestTwoThousandAppointmentsComeOver(t *testing.T) {
	data, file, rule := goLive(t), goLiveFile(t, 2000), servertest.FileOf(t, "map.json", goLiveMap)
	run := func(way string) string {
		o := servertest.WantDone(t, inProcess(t, "import", "appointments", file, "--data", data, "--map", rule, way))
		return o.Err
	}
	dry := run("--dry-run")
	for _, want := range []string{"1950 keep their time, 0 were brought over before", "50 get the nearest time that is free and stand on the call list", "nothing was changed"} {
		if !strings.Contains(dry, want) {
			t.Errorf("the dry run does not say %q:\n%.2000s", want, dry)
		}
	}
	lines := regexp.MustCompile(`(?m)^line \d+ \(A\d+\): \S+ \S+ at hal does not fit; the nearest is (\S+ \S+) at hal$`).FindAllStringSubmatch(dry, -1)
	places := map[string]bool{}
	for _, l := range lines {
		places[l[1]] = true
	}
	if len(lines) != 50 || len(places) != 50 || strings.Contains(dry, "anarie") {
		t.Errorf("%d lines with %d places", len(lines), len(places))
	}
	if made, called := stateOf(t, data); made != 0 || called != 0 {
		t.Fatalf("the dry run made %d appointments, %d on the call list", made, called)
	}
	accepted := run("--accept")
	if strings.ReplaceAll(dry, "nothing was changed; --accept does it\n", "") != accepted {
		t.Error("what was done is not what the dry run said")
	}
	if made, called := stateOf(t, data); made != 2000 || called != 50 {
		t.Errorf("%d appointments, %d on the call list", made, called)
	}
	again := run("--accept")
	if !strings.Contains(again, "0 keep their time, 2000 were brought over before") || strings.Contains(again, "line ") {
		t.Errorf("the second run says %.500s", again)
	}
	if made, called := stateOf(t, data); made != 2000 || called != 50 {
		t.Errorf("after the second run: %d appointments, %d on the call list", made, called)
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
}

func TestAnImportGoesThroughTheServerAndTellsOnce(t *testing.T) {
	data := goLive(t)
	post := servertest.StartMailServer(t)
	m, _ := servertest.Start(t, data, post.Settings()...)
	rule := servertest.FileOf(t, "map.json", strings.Replace(goLiveMap, `"message":"none"`, `"message":"calm"`, 1))
	file := goLiveFile(t, 3)
	for range 2 {
		servertest.WantDone(t, inProcess(t, "import", "appointments", file, "--data", data, "--map", rule, "--accept"))
	}
	waitFor(t, func() bool { return len(post.Mails()) >= 3 })
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if mails := post.Mails(); len(mails) != 3 || !strings.HasPrefix(mails[0].Subject, "Uw afspraak staat in ons nieuwe systeem") {
		t.Errorf("%d mails: %+v", len(mails), mails)
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for range 600 {
		if done() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it never came")
}

func TestLinesThatCannotBeUsedAreNamed(t *testing.T) {
	data, rule := goLive(t), servertest.FileOf(t, "map.json", goLiveMap)
	file := servertest.FileOf(t, "oud.csv", strings.Join([]string{"Nummer;Datum;Tijd;Soort;Waar;Naam;Mail;Tel",
		";01-12-2026;09.00;Paspoort;Raadhuis;Jan;;", "A1;01-12-2026;09.00;Hond;Raadhuis;Jan;;", "A2;01-12-2026;09.00;Paspoort;Elders;Jan;;", "A3;2026-12-01;09.00;Paspoort;Raadhuis;Jan;;",
		"A4;01-12-2026;09.03;Paspoort;Raadhuis;Jan;;", "A5;01-11-2026;09.00;Paspoort;Raadhuis;Jan;;", "A6;02-12-2026;09.00;Paspoort;Raadhuis;;geen adres;geen nummer", "A6;03-12-2026;09.10;Paspoort;Raadhuis;Jan;;"}, "\n"))
	o := servertest.WantDone(t, inProcess(t, "import", "appointments", file, "--data", data, "--map", rule, "--accept"))
	for _, want := range []string{"1 keep their time", "1 get the nearest time that is free and stand on the call list", "6 lines cannot be used", "line 2 () has no reference", "line 3 (A1) has a product", "line 4 (A2) has an office", "line 5 (A3) has a date",
		"line 6 (A4): 2026-12-01 09:03 at hal is no multiple of 5 minutes; the nearest is 2026-12-01 09:05", "line 7 (A5) is over", "line 9 (A6) has the reference of line 8, and another day",
		"2 cannot be told anything", "line 8 (A6) has no e-mail address"} {
		if !strings.Contains(o.Err, want) {
			t.Errorf("not said: %q\n%s", want, o.Err)
		}
	}
	for what, bad := range map[string]string{"no such field": `{"kolommen":{}}`, "columns.ref is missing": `{}`, "calm or none": strings.Replace(goLiveMap, "none", "loud", 1), "no column": strings.Replace(goLiveMap, "Nummer", "Number", 1)} {
		servertest.WantRefused(t, inProcess(t, "import", "appointments", file, "--data", data, "--map", servertest.FileOf(t, "bad.json", bad), "--dry-run"), what)
	}
	servertest.WantRefused(t, inProcess(t, "import", "appointments", file, "--data", data, "--map", rule), "--accept")
	servertest.WantRefused(t, inProcess(t, "import", "appointments", servertest.FileOf(t, "leeg.csv", ""), "--data", data, "--map", rule, "--dry-run"), "is empty")
	var left bytes.Buffer
	for _, name := range []string{"balie.db"} {
		content, err := os.ReadFile(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		left.Write(content)
	}
	if bytes.Contains(left.Bytes(), []byte("geen adres")) {
		t.Error("what cannot be used is kept")
	}
}

// TestTooLargeAFileSaysSo before it is read, while a server serves; and a mapping that names what is not here says that
// once, and not for every line.
func TestTooLargeAFileSaysSo(t *testing.T) {
	data, rule := goLive(t), servertest.FileOf(t, "map.json", goLiveMap)
	servertest.Start(t, data)
	large := servertest.FileOf(t, "groot.csv", strings.Repeat("Nummer;Datum;Tijd;Soort;Waar;Naam;Mail;Tel\n", 50<<20/43))
	for _, args := range [][]string{{"import", "appointments", large, "--data", data, "--map", rule, "--dry-run"}, {"import", large, "--data", data}} {
		servertest.WantRefused(t, inProcess(t, args...), "groot.csv has 49 MB, and 16 MB is the most that is read at once: split it")
	}
	unknown := strings.NewReplacer(`"pas"`, `"paspoort"`, `"hal"`, `"stadhuis"`).Replace(goLiveMap)
	o := inProcess(t, "import", "appointments", goLiveFile(t, 9), "--data", data, "--map", servertest.FileOf(t, "map.json", unknown), "--accept")
	servertest.WantRefused(t, o, `the mapping: products: "Paspoort": there is no product "paspoort"`)
	if !strings.Contains(o.Err, `there is no office "stadhuis"`) || strings.Contains(o.Err, "line ") {
		t.Error(o.Err)
	}
}
