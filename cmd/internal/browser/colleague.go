package browser

import (
	"testing"

	"balie/cmd/internal/demo"
)

// Colleague is a tab of somebody who is signed in.
func (w *Town) Colleague(t *testing.T, login string, p Person) *Tab {
	t.Helper()
	b := w.Open(t, p)
	b.Visit("/nl/medewerker")
	b.Fill("login", login)
	b.Fill("wachtzin", demo.Passphrase)
	b.Push("Inloggen")
	return b
}

func (r *Round) SignIn(login, passphrase string) {
	r.T.Helper()
	r.Fill("login", login)
	r.Fill("wachtzin", passphrase)
	r.Submit("/inloggen")
}

// Do2 puts a value into a field that may hold one.
func (r *Round) Do2(id, value string) {
	r.T.Helper()
	Answer[bool](r.Tab, `(e => { e.value = ""; return true })(document.getElementById("`+id+`"))`)
	r.Fill(id, value)
}
