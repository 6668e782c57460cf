package resident

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/servertest"
)

// linkStory opens an appointment by its own link: the secret stands after the "#" and leaves the
// browser only in a form. Without JavaScript the page asks for the code.
func linkStory(t *testing.T, w *browser.Town) {
	v := servertest.NewVisitor(w.Base())
	link, code, when := bookPassport(v, t)
	_, secret, _ := strings.Cut(link, "#")
	if len(secret) < 20 {
		t.Fatalf("link %q holds no secret", link)
	}

	b := w.Open(t, browser.Person{Width: 390, Height: 844, Touch: true})
	b.Visit(link)
	b.Until(`document.querySelector("h1")?.innerText === "Uw afspraak"`)
	wantSameMoment(b, when)
	if address := browser.Answer[string](b, `location.href`); strings.Contains(address, "#") || strings.Contains(address, secret) {
		t.Errorf("the secret still stands in the address bar: %s", address)
	}
	if b.Asked(secret) {
		t.Error("the secret was sent in an address")
	}
	back(b, link)
	b.Push("Klaar. Maak dit scherm leeg")
	b.WantTitle("Waarvoor wilt u langskomen?")
	path, _, _ := strings.Cut(link, "#")
	b.Visit(path)
	b.WantTitle("Uw afspraak bekijken")

	old := w.Open(t, browser.Person{Scriptless: true, Refused: true})
	comeBack(old, link, code, when)
}

// back sees that a personal page which comes back from the browser's memory, after the screen was cleared
// elsewhere, is asked for again and shows nothing.
func back(b *browser.Tab, link string) {
	browser.Answer[bool](b, `(window.kept = true, fetch("/wissen", { method: "POST", redirect: "manual" }).then(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))), true)`)
	b.Until(`!window.kept && document.querySelector("h1")?.innerText === "Uw afspraak bekijken"`)
	b.Visit("/")
	b.Visit(link)
	b.Until(`document.querySelector("h1")?.innerText === "Uw afspraak"`)
}

// bookPassport books the first time that is proposed for one passport, as a visitor without a
// screen, and returns the appointment's own link as a path, its code, and its day and hour.
func bookPassport(v *servertest.Visitor, t *testing.T) (link, code, when string) {
	t.Helper()
	v.MustGet(t, "/afspraak/tijd?p=paspoort.1")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", map[string]string{"tijd": v.Choices("tijd")[0]}},
		{"/afspraak/gegevens", map[string]string{"naam": "Dinie Voorbeeld", "kanaal": "none"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.Send(step.form, step.fill); err != nil || v.Status != 200 {
			t.Fatalf("%s: %d %v\n%s", step.form, v.Status, err, v.Body)
		}
	}
	own := servertest.Find(v.Page, func(n *html.Node) bool { return servertest.Text(n) == "Uw eigen link" && n.Data == "a" })
	u, err := url.Parse(servertest.Attr(own, "href"))
	if err != nil {
		t.Fatal(err)
	}
	when = strings.ReplaceAll(textOf(v, t, "balie-when"), ",", ", ")
	return u.Path + "#" + u.Fragment, textOf(v, t, "balie-code"), when
}

// textOf is what the first element of a class says.
func textOf(v *servertest.Visitor, t *testing.T, class string) string {
	t.Helper()
	n := servertest.Find(v.Page, func(n *html.Node) bool { return slices.Contains(strings.Fields(servertest.Attr(n, "class")), class) })
	if n == nil {
		t.Fatalf("no %s on the page:\n%s", class, v.Body)
	}
	return strings.TrimSpace(servertest.Text(n))
}
