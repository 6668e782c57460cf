package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// disguises are the forms in which a text may hide in a file.
func disguises(s string) [][]byte {
	// base64 of the middle of a text depends on what stands before it, so its inner part is sought.
	inner := base64.StdEncoding.EncodeToString([]byte(s))
	return [][]byte{[]byte(s), []byte(strings.ToLower(s)), []byte(hex.EncodeToString([]byte(s))), []byte(strings.TrimRight(inner, "="))[:len(inner)/4*4-4]}
}

// TestProofNothingOfAPersonLeaks lets a resident book, be refused, move, print and cancel, with an
// e-mail address and then with a telephone number, and looks for every word of theirs in all that
// is left behind: files, log, events, outbox, addresses.
func TestProofNothingOfAPersonLeaks(t *testing.T) {
	data := servertest.Furnished(t)
	m, log := servertest.ServeWithLog(t, data)
	var seen []string
	seen = append(seen, liveOf(t, m.URL, servertest.PlaceAt(0), servertest.PlaceAt(5), map[string]string{"naam": servertest.Canaries["name"], "kanaal": "email", "email": servertest.Canaries["email"]})...)
	seen = append(seen, liveOf(t, m.URL, servertest.PlaceAt(1), servertest.PlaceAt(6), map[string]string{"naam": servertest.Canaries["name"], "kanaal": "phone", "telefoon": servertest.Canaries["phone"]})...)
	backup := filepath.Join(data, "backups")
	servertest.WantDone(t, servertest.Run(t, "backup", "--data", data))
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	places := map[string][]byte{"log": log.Bytes(), "addresses": []byte(strings.Join(seen, "\n")), "events and outbox": traces(t, data)}
	read := 0
	err := filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		read++
		places[path], err = os.ReadFile(path)
		return err
	})
	if err != nil || read < 4 {
		t.Fatalf("%d files read in %s and %s: %v", read, data, backup, err)
	}
	for where, content := range places {
		for what, canary := range servertest.Canaries {
			for _, d := range disguises(canary) {
				if bytes.Contains(content, d) {
					t.Errorf("the %s is found in %s as %q", what, where, d)
				}
			}
		}
	}
}

// liveOf is one resident's dealings with the site. It returns every address that was asked for.
func liveOf(t *testing.T, base, first, second string, details map[string]string) []string {
	t.Helper()
	v := servertest.NewVisitor(base)
	step := func(err error, status int, says string) {
		t.Helper()
		if err != nil || v.Status != status || !strings.Contains(v.Body, says) {
			t.Fatalf("at %s: %d %q %v, want %d and %q", v.Url, v.Status, v.Title(), err, status, says)
		}
	}
	step(v.Get("/afspraak/tijd?p=paspoort.1&locatie=hal&dag=2026-12-01"), 200, "Wanneer komt u langs?")
	step(v.Send("/afspraak/tijd", map[string]string{"tijd": first}), 200, "Hoe kunnen wij u bereiken?")
	step(v.Send("/afspraak/gegevens", map[string]string{"naam": servertest.Canaries["name"], "kanaal": "email", "email": "kanarievogel@"}), 422, "kanarievogel@")
	step(v.Send("/afspraak/gegevens", details), 200, "Klopt alles?")
	if !strings.Contains(v.Body, servertest.Canaries["surname"]) {
		t.Fatal("the resident does not see their own name, so this test sees nothing")
	}
	step(v.Send("/afspraak/maken", nil), 200, "Uw afspraak is gemaakt")
	path := v.Url.Path
	step(v.Get(path+"/bevestiging.pdf"), 200, "%PDF")
	step(v.Get(path+"/verzetten?dag=2026-12-01"), 200, "Wanneer komt u dan?")
	step(v.Send("/verzetten", map[string]string{"tijd": second}), 200, "Uw afspraak is verzet")
	step(v.Get(path+"/afzeggen"), 200, "Wilt u deze afspraak afzeggen?")
	step(v.Send("/afzeggen", nil), 200, "Uw afspraak is afgezegd")
	return v.Seen
}

// traces are the events, the outbox and the appointments of a folder, as text.
func traces(t *testing.T, data string) []byte {
	t.Helper()
	h, err := server.Open(data, servertest.Noon, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = h.Close() }()
	var all []any
	err = h.Ledger.View(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 1000)
		if err != nil {
			return err
		}
		waiting, err := ledger.Waiting(r)
		all = append(all, events, waiting)
		for _, e := range events {
			if a, err := booking.AppointmentByID(r, booking.AppointmentID(e.IDs[0])); err == nil {
				all = append(all, a)
			}
		}
		return err
	})
	if err != nil || len(all) < 3 {
		t.Fatalf("%d traces, %v", len(all), err)
	}
	content, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
