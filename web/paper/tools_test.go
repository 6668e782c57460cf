package paper

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tool runs a program of the system and returns what it printed. Without the program the test is
// skipped, or fails when BALIE_TOOLS=required.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("BALIE_TOOLS") == "required" {
			t.Fatalf("%s is not installed, and BALIE_TOOLS=required", name)
		}
		t.Skipf("%s is not installed (Debian: poppler-utils, zbar-tools)", name)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil || strings.Contains(problems.String(), "Syntax Error") {
		t.Fatalf("%s %v: %v\n%s", name, args, err, problems.String())
	}
	return out.String()
}

func kept(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pdfOf(t *testing.T, c Confirmation) string {
	t.Helper()
	content, err := c.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return kept(t, "paper.pdf", content)
}

func rendered(t *testing.T, pdf, resolution string) string {
	t.Helper()
	picture := filepath.Join(t.TempDir(), "page")
	tool(t, "pdftoppm", "-r", resolution, "-f", "1", "-singlefile", "-png", pdf, picture)
	return picture + ".png"
}

// flat makes text comparable: lines may break anywhere, also within a long word.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }

func example() Confirmation {
	return Confirmation{
		Title: "Afspraak bij de gemeente", Office: "Gemeente Oude IJsselstreek", FileTitle: "Afspraak bij de gemeente",
		When:      []string{"dinsdag 1 december 2026", "10.20 uur"},
		What:      []string{"Paspoort aanvragen, 2 personen"},
		Where:     []string{"Gemeentehuis Gendringen", "Staringstraat 25", "7081 BN Gendringen"},
		CodeLabel: "Lukt scannen niet? Typ of zeg:", Code: "7K4M P2XQ", Payload: "0123456789ABCDEFGHJKMNPQRS",
		BringTitle: "Neem dit mee",
		Bring: []string{
			"Al uw paspoorten en identiteitskaarten, ook als ze verlopen zijn",
			"Een pasfoto van niet ouder dan 6 maanden",
			"Uw pinpas. U betaalt direct aan de balie. Een paspoort kost € 88,15 en is tien jaar geldig; voor kinderen is dat vijf jaar.",
		},
		WhoTitle: "Wie komt er mee?", Who: []string{"Iedereen voor wie het paspoort is, ook kinderen"},
		HowTitle: "Zo gaat het",
		How:      "Kom een paar minuten voor 10.20 uur. Scan uw code bij de zuil in de hal. U krijgt dan een nummer.",
		Foot:     []string{"Verzetten of afzeggen kan tot het moment van de afspraak.", "(0315) 292 292"},
		Language: "nl", Made: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC),
	}
}

func (c Confirmation) texts() []string {
	all := []string{c.Title, c.Office, c.CodeLabel, c.Code, c.BringTitle, c.WhoTitle, c.HowTitle, c.How}
	for _, list := range [][]string{c.When, c.What, c.Where, c.Bring, c.Who, c.Foot} {
		all = append(all, list...)
	}
	return all
}
