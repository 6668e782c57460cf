package proof

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/cmd/internal/servertest"
)

// TestProofNastyFormsGetAClearAnswer sends what browsers do not send by themselves. Each gets a
// page that says what is wrong; nothing typed is lost, and nothing is taken over as markup.
func TestProofNastyFormsGetAClearAnswer(t *testing.T) {
	m, _ := servertest.ServeWithLog(t, servertest.Furnished(t))
	key := booking.NewVisitKey()
	v := servertest.NewVisitor(m.URL)
	if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, servertest.PlaceAt(0))); err != nil || v.Status != 200 {
		t.Fatalf("%d %v", v.Status, err)
	}
	for name, c := range nastyForms(key) {
		t.Run(name, func(t *testing.T) {
			v := servertest.NewVisitor(m.URL)
			if err := v.Post(c.path, c.form); err != nil {
				t.Fatal(err)
			}
			if v.Status != c.status || !strings.Contains(v.Body, c.says) || v.Title() == "" {
				t.Errorf("%d %q, want %d and %.60q", v.Status, v.Title(), c.status, c.says)
			}
			if strings.Contains(v.Body, "<script>alert") {
				t.Error("what was typed became markup")
			}
		})
	}
}

// nastyForm is one such form, where it is sent, and what must come back.
type nastyForm struct {
	path   string
	form   url.Values
	status int
	says   string
}

// nastyForms are sent by whoever holds a time under key.
func nastyForms(key booking.VisitKey) map[string]nastyForm {
	details := func(name, email string) url.Values {
		return url.Values{"v": {string(key)}, "naam": {name}, "kanaal": {"email"}, "email": {email}}
	}
	times := func(change map[string]string) url.Values {
		form := servertest.TimeForm(booking.NewVisitKey(), servertest.PlaceAt(7))
		for name, value := range change {
			form.Set(name, value)
		}
		return form
	}
	long := strings.Repeat("Å", 10_000)
	return map[string]nastyForm{
		"emoji":               {"/afspraak/gegevens", details("Riet 🌷", "riet@voorbeeld.nl"), 200, "Riet 🌷"},
		"only emoji":          {"/afspraak/gegevens", details("🌷🌷", "riet@voorbeeld.nl"), 422, "Vul uw naam in met letters"},
		"10,000 characters":   {"/afspraak/gegevens", details(long, "riet@voorbeeld.nl"), 422, long},
		"right to left":       {"/afspraak/gegevens", details("محمد الأمين", "m@voorbeeld.nl"), 200, "محمد الأمين"},
		"turned around":       {"/afspraak/gegevens", details("Riet\u202e van Dijk", "riet@voorbeeld.nl"), 200, "Riet van Dijk"},
		"html":                {"/afspraak/gegevens", details("<script>alert(1)</script>", "riet@voorbeeld.nl"), 200, "&lt;script&gt;"},
		"plus address":        {"/afspraak/gegevens", details("Riet", "riet+pas@voorbeeld.nl"), 200, "riet+pas@voorbeeld.nl"},
		"half an address":     {"/afspraak/gegevens", details("Riet", "riet@"), 422, "naam@voorbeeld.nl"},
		"nothing":             {"/afspraak/gegevens", url.Values{"v": {string(key)}}, 422, "antwoorden kloppen nog niet"},
		"array bomb":          {"/afspraak/gegevens", url.Values{"a[999999999]": {"x"}}, 400, "Wij begrijpen dit verzoek niet"},
		"no such hold":        {"/afspraak/gegevens", url.Values{"v": {string(booking.NewVisitKey())}, "naam": {"Riet"}}, 410, "Wij houden deze tijd niet meer"},
		"hold of junk":        {"/afspraak/maken", url.Values{"v": {"../../etc/passwd"}, "naam": {"Riet"}}, 410, "Wij houden deze tijd niet meer"},
		"30 February":         {"/afspraak/tijd", times(map[string]string{"tijd": "2026-02-30T10:00"}), 422, "Kies een tijd"},
		"25 o'clock":          {"/afspraak/tijd", times(map[string]string{"tijd": "2026-12-01T25:00"}), 422, "Kies een tijd"},
		"off the grid":        {"/afspraak/tijd", times(map[string]string{"tijd": "2026-12-01T10:03"}), 422, "Kies een tijd"},
		"last year":           {"/afspraak/tijd", times(map[string]string{"tijd": "2025-12-01T10:00"}), 409, "Deze tijd is al voorbij"},
		"year 9999":           {"/afspraak/tijd", times(map[string]string{"tijd": "9999-12-31T23:55"}), 409, "Kies een andere tijd"},
		"no time":             {"/afspraak/tijd", times(map[string]string{"tijd": ""}), 422, "Kies een tijd"},
		"no such office":      {"/afspraak/tijd", times(map[string]string{"locatie": "../hal"}), 404, "Deze locatie kennen wij niet"},
		"no such product":     {"/afspraak/tijd", times(map[string]string{"p": "vliegbrevet.1"}), 404, "Dit kunt u bij ons niet kiezen"},
		"minus one person":    {"/afspraak/tijd", times(map[string]string{"p": "paspoort.-1"}), 422, "Met zoveel personen"},
		"a crowd":             {"/afspraak/tijd", times(map[string]string{"p": "paspoort.99999999999999999999"}), 404, "Dit kunt u bij ons niet kiezen"},
		"nobody's key":        {"/afspraak/tijd", times(map[string]string{"v": "x"}), 422, "Deze pagina is verlopen"},
		"a foreign id":        {"/a/" + string(booking.NewVisitKey()) + "/afzeggen", nil, 200, "Uw afspraak bekijken"},
		"id with a path":      {"/a/%2e%2e%2fetc/afzeggen", nil, 200, "Uw afspraak bekijken"},
		"code of 10,000":      {"/a/openen", url.Values{"code": {strings.Repeat("7", 10_000)}}, 422, "Een code heeft 8 letters en cijfers"},
		"code that is no-one": {"/a/openen", url.Values{"code": {"7777-7777"}}, 422, "Wij vinden geen afspraak"},
	}
}

// TestProofAPassOpensOneAppointment lets the holder of one appointment try another's pages.
func TestProofAPassOpensOneAppointment(t *testing.T) {
	m, _ := servertest.ServeWithLog(t, servertest.Furnished(t))
	book := func(place string) (*servertest.Visitor, string) {
		v, key := servertest.NewVisitor(m.URL), booking.NewVisitKey()
		if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, place)); err != nil {
			t.Fatal(err)
		}
		if err := v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")); err != nil || v.Status != 200 {
			t.Fatalf("%d %v", v.Status, err)
		}
		return v, v.Url.Path
	}
	mine, minePath := book(servertest.PlaceAt(0))
	_, other := book(servertest.PlaceAt(1))
	for _, path := range []string{other, other + "/verzetten", other + "/afzeggen", other + "/bevestiging.pdf"} {
		if err := mine.Get(path); err != nil || mine.Title() != "Uw afspraak bekijken" {
			t.Errorf("GET %s: %d %q %v", path, mine.Status, mine.Title(), err)
		}
	}
	if err := mine.Post(other+"/afzeggen", nil); err != nil || mine.Title() != "Uw afspraak bekijken" {
		t.Errorf("cancelling another's: %d %q %v", mine.Status, mine.Title(), err)
	}
	if err := mine.Get(minePath); err != nil || mine.Title() != "Uw afspraak" {
		t.Errorf("my own: %q %v", mine.Title(), err)
	}
	if err := mine.Post(minePath+"/sluiten", nil); err != nil {
		t.Fatal(err)
	}
	if err := mine.Get(minePath); err != nil || mine.Title() != "Uw afspraak bekijken" {
		t.Errorf("after leaving: %q %v", mine.Title(), err)
	}
}
