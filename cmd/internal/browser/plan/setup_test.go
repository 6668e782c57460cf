package plan

import (
	"testing"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// setupStory is a functional manager who changes a product, sees what reads hard, and takes it back.
func setupStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Width: 1440, Height: 900, Refused: true})
	r := &browser.Round{Tab: b, Language: "nl"}
	r.At("/medewerker")
	r.SignIn("beheerder", demo.Passphrase)
	r.At("/medewerker/beheer/producten")
	r.Look("setup-products")
	r.At("/medewerker/beheer/product/nieuw")
	b.Push("Publiceren")
	r.Look("setup-product-faults")
	r.At("/medewerker/beheer/product/paspoort")
	browser.Answer[bool](b, `document.getElementById("intro-nl").value = "Indien u tevens voor uw kinderen een paspoort wilt, vraagt u voor elk kind apart een document aan bij ons.", true`)
	b.Push("Publiceren")
	b.WantSeen("Ongedaan maken", "Leest dit makkelijk?")
	r.Look("setup-product")
	b.Push("Ongedaan maken")
	b.WantSeen("Het is weer zoals het was.")
}
