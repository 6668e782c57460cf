package main

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// linkStory opens an appointment by its own link: the secret stands after the "#" and leaves the
// browser only in a form. Without JavaScript the page asks for the code.
func linkStory(t *testing.T, w *town) {
	v := newVisitor(w.base())
	link, code, when := v.bookPassport(t)
	_, secret, _ := strings.Cut(link, "#")
	if len(secret) < 20 {
		t.Fatalf("link %q holds no secret", link)
	}

	b := w.open(t, person{width: 390, height: 844, touch: true})
	b.visit(link)
	b.until(`document.querySelector("h1")?.innerText === "Uw afspraak"`)
	b.wantSameMoment(when)
	if address := answer[string](b, `location.href`); strings.Contains(address, "#") || strings.Contains(address, secret) {
		t.Errorf("the secret still stands in the address bar: %s", address)
	}
	if b.asked(secret) {
		t.Error("the secret was sent in an address")
	}
	b.push("Klaar. Maak dit scherm leeg")
	b.wantTitle("Waarvoor wilt u langskomen?")
	path, _, _ := strings.Cut(link, "#")
	b.visit(path)
	b.wantTitle("Uw afspraak bekijken")

	old := w.open(t, person{scriptless: true, refused: true})
	old.comeBack(link, code, when)
}

// bookPassport books the first time that is proposed for one passport, as a visitor without a
// screen, and returns the appointment's own link as a path, its code, and its day and hour.
func (v *visitor) bookPassport(t *testing.T) (link, code, when string) {
	t.Helper()
	v.mustGet(t, "/afspraak/tijd?p=paspoort.1")
	for _, step := range []struct {
		form string
		fill map[string]string
	}{
		{"/afspraak/tijd", nil},
		{"/afspraak/gegevens", map[string]string{"naam": "Dinie Voorbeeld", "kanaal": "none"}},
		{"/afspraak/maken", nil},
	} {
		if err := v.send(step.form, step.fill); err != nil || v.status != 200 {
			t.Fatalf("%s: %d %v\n%s", step.form, v.status, err, v.body)
		}
	}
	own := find(v.page, func(n *html.Node) bool { return text(n) == "Uw eigen link" && n.Data == "a" })
	u, err := url.Parse(attr(own, "href"))
	if err != nil {
		t.Fatal(err)
	}
	when = strings.ReplaceAll(v.textOf(t, "balie-when"), ",", ", ")
	return u.Path + "#" + u.Fragment, v.textOf(t, "balie-code"), when
}

// textOf is what the first element of a class says.
func (v *visitor) textOf(t *testing.T, class string) string {
	t.Helper()
	n := find(v.page, func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), class) })
	if n == nil {
		t.Fatalf("no %s on the page:\n%s", class, v.body)
	}
	return strings.TrimSpace(text(n))
}
