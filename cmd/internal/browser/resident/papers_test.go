package resident

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
	"golang.org/x/net/html"

	"balie/cmd/internal/servertest"
)

// flatText is what stands on a page, without spaces: lines may break anywhere on paper.
func flatText(page *html.Node) string {
	main := servertest.Find(page, func(n *html.Node) bool { return n.Data == "main" })
	return strings.Join(strings.Fields(servertest.Text(main)), "")
}

// readPaper is what another program reads on a PDF, line by line.
func readPaper(t *testing.T, content string) []string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("BALIE_TOOLS") == "required" {
			t.Fatal("pdftotext is not installed, and BALIE_TOOLS=required")
		}
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := exec.Command(program, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.FieldsFunc(string(read), func(r rune) bool { return r == '\n' || r == '\f' })
}

// TestEveryPaperSaysWhatItsPageSays reads the confirmation, the large card and the calendar file with
// other programs, and looks for all of it on the pages.
func TestEveryPaperSaysWhatItsPageSays(t *testing.T) {
	v, own := servertest.BookInDemo(t, servertest.NewDemo(t).URL)
	heads := []string{"Oude IJsselstreek", "Afspraak bij de gemeente", "(0315) 292 292", "Wijzigen of afzeggen: " + v.Base + "/nl" + own}
	for _, paper := range []struct{ page, file string }{{own, own + "/bevestiging.pdf"}, {own + "/kaart", own + "/kaart.pdf"}} {
		v.MustGet(t, paper.page)
		page := flatText(v.Page) + strings.Join(strings.Fields(strings.Join(heads, "")), "")
		v.MustGet(t, paper.file)
		lines := readPaper(t, v.Body)
		for _, line := range lines {
			if !strings.Contains(page, strings.Join(strings.Fields(line), "")) {
				t.Errorf("%s says %q, its page does not", paper.file, line)
			}
		}
		if len(lines) < 8 {
			t.Errorf("%s says only %q", paper.file, lines)
		}
	}
}

// TestTheCalendarFollowsTheAppointment fetches the file when it is made, moved and cancelled.
func TestTheCalendarFollowsTheAppointment(t *testing.T) {
	v, own := servertest.BookInDemo(t, servertest.NewDemo(t).URL)
	event := func() (*ical.Calendar, *ical.VEvent) {
		v.MustGet(t, own+"/afspraak.ics")
		c, err := ical.ParseCalendar(bytes.NewReader([]byte(v.Body)))
		if err != nil || len(c.Events()) != 1 {
			t.Fatalf("%v\n%s", err, v.Body)
		}
		return c, c.Events()[0]
	}
	v.MustGet(t, own)
	page := flatText(v.Page)
	c, first := event()
	for _, property := range []ical.ComponentProperty{ical.ComponentPropertySummary, ical.ComponentPropertyLocation} {
		if said := first.GetProperty(property).Value; !strings.Contains(page, strings.Join(strings.Fields(said), "")) {
			t.Errorf("%s is %q, which the page does not say", property, said)
		}
	}
	start, err := first.GetStartAt()
	zone, _ := time.LoadLocation("Europe/Amsterdam")
	if clock := start.In(zone).Format("15.04"); err != nil || !strings.Contains(page, strings.TrimPrefix(clock, "0")+"uur") {
		t.Errorf("it begins at %s, %v", clock, err)
	}
	if len(c.Timezones()) != 1 || first.GetProperty(ical.ComponentPropertySequence).Value != "0" || strings.Contains(v.Body, "riet@") || strings.Contains(v.Body, "Wissink") {
		t.Errorf("the file is\n%s", v.Body)
	}
	v.MustGet(t, own+"/verzetten")
	if err := v.Send("/verzetten", map[string]string{"tijd": v.Choices("kies")[0]}); err != nil || v.Status != 200 {
		t.Fatal(v.Status, err)
	}
	if _, moved := event(); moved.Id() != first.Id() || moved.GetProperty(ical.ComponentPropertySequence).Value != "1" {
		t.Errorf("moved: %s", v.Body)
	}
	v.MustGet(t, own+"/afzeggen")
	if err := v.Send("/afzeggen", nil); err != nil || v.Status != 200 {
		t.Fatal(v.Status, err)
	}
	if _, gone := event(); gone.Id() != first.Id() || gone.GetProperty(ical.ComponentPropertySequence).Value != "2" || gone.GetProperty(ical.ComponentPropertyStatus).Value != "CANCELLED" {
		t.Errorf("cancelled: %s", v.Body)
	}
}

// TestPapersNameNothingDiscreet books help with debts, and looks at what can lie on a kitchen table.
func TestPapersNameNothingDiscreet(t *testing.T) {
	v := servertest.NewVisitor(servertest.NewDemo(t).URL)
	v.MustGet(t, "/afspraak/tijd?p=schuldhulp.1")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}},
		{"/afspraak/gegevens", map[string]string{"naam": "Riet Wissink", "kanaal": "none", "telefoon": "0612345678"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.Send(step.form, step.fill); err != nil || v.Status != 200 {
			t.Fatalf("%s: %d %v", step.form, v.Status, err)
		}
	}
	own := v.Url.Path
	for _, file := range []string{"/bevestiging.pdf", "/kaart.pdf", "/afspraak.ics"} {
		v.MustGet(t, own+file)
		said := v.Body
		if strings.HasSuffix(file, ".pdf") {
			said = strings.Join(readPaper(t, v.Body), "\n")
		}
		if strings.Contains(strings.ToLower(said), "schuld") || !strings.Contains(said, "gemeente") {
			t.Errorf("%s says\n%s", file, said)
		}
	}
}
