package main

import (
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"
)

// staffStory goes past every page and state of sign-in, one's own account and colleagues, in each
// language: a manager lets somebody in, who sets up a second step and signs in with it.
func staffStory(t *testing.T, w *town) {
	for _, language := range languages() {
		t.Run(language, func(t *testing.T) {
			b := w.open(t, person{width: narrow, height: 640, refused: true})
			r := &round{tab: b, language: language}
			r.throughTheDoor()
			link := r.throughTeam("nieuw-" + language)
			r.throughSetUp(link)
			codes := r.throughSecond(w)
			r.throughSignIn("nieuw-"+language, codes[0])
			r.throughRefusals()
			r.throughAudit()
		})
	}
}

func (r *round) signIn(login, passphrase string) {
	r.t.Helper()
	r.fill("login", login)
	r.fill("wachtzin", passphrase)
	r.submit("/inloggen")
}

func (r *round) throughTheDoor() {
	r.at("/medewerker")
	r.look("signin")
	r.signIn("beheerder", "niet de goede wachtzin")
	r.look("signin-wrong")
	r.visit("/" + r.language + "/medewerker/collegas")
	r.look("signin-first")
	r.signIn("beheerder", demoPassphrase)
}

func (r *round) throughTeam(login string) (link string) {
	r.t.Helper()
	r.look("team")
	r.submit("/collegas")
	r.look("team-faults")
	r.fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.key("\t")
	r.do2("login", login)
	r.click("label:has([name=rol-reception])", "")
	r.submit("/collegas")
	r.look("colleague-link")
	link = r.text("p.balie-secret")
	r.follow("a[href$='/medewerker/collegas']:not([aria-current])", "")
	r.follow("tbody a", "Ilse")
	r.look("colleague")
	return link
}

// do2 puts a value into a field that may hold one.
func (r *round) do2(id, value string) {
	r.t.Helper()
	answer[bool](r.tab, `(e => { e.value = ""; return true })(document.getElementById("`+id+`"))`)
	r.fill(id, value)
}

func (r *round) throughSetUp(link string) {
	r.t.Helper()
	_, code, _ := strings.Cut(link, "#")
	r.at("/medewerker/instellen#" + code)
	if got := answer[string](r.tab, `document.getElementById("code").value + location.hash`); got != code {
		r.t.Errorf("the set-up page holds %q, want the link's code and nothing in the address", got)
	}
	r.look("setup")
	r.fill("wachtzin", "te kort")
	r.submit("/instellen")
	r.look("setup-short")
	r.fill("wachtzin", "vier losse woorden samen")
	r.fill("nogmaals", "vier losse woorden samen")
	r.submit("/instellen")
	r.at("/medewerker/ik") // whoever receives visitors begins at the door
	r.look("own")
}

func (r *round) throughSecond(w *town) (codes []string) {
	r.t.Helper()
	r.follow("a[href$='/tweede-stap']", "")
	r.look("second")
	r.fill("code", "000000")
	r.submit("/tweede-stap")
	r.look("second-wrong")
	secret := strings.ReplaceAll(r.text("code.balie-secret"), " ", "")
	now, err := totp.GenerateCode(secret, w.server.house.clock())
	if err != nil {
		r.t.Fatal(err)
	}
	r.do2("code", now)
	r.submit("/tweede-stap")
	r.look("codes")
	codes = answer[[]string](r.tab, `[...document.querySelectorAll(".balie-codes code")].map(e => e.textContent)`)
	if len(codes) != 10 {
		r.t.Fatalf("%d recovery codes", len(codes))
	}
	r.at("/medewerker/ik")
	r.look("own-second")
	return codes
}

func (r *round) throughSignIn(login, code string) {
	r.t.Helper()
	r.submit("/uitloggen")
	r.look("signin-left")
	r.signIn(login, "vier losse woorden samen")
	r.look("code")
	r.fill("code", "000000")
	r.submit("/code")
	r.look("code-wrong")
	r.do2("code", code)
	r.submit("/code")
	r.look("own-back")
}

func (r *round) throughRefusals() {
	r.t.Helper()
	r.at("/medewerker/collegas")
	r.look("refused-role")
	r.at("/medewerker/bestaat-niet")
	r.look("refused-404")
	r.at("/medewerker/bevestigen")
	r.look("prove")
	r.fill("wachtzin", "niet de goede wachtzin")
	r.submit("/bevestigen")
	r.look("prove-wrong")
	r.fill("wachtzin", "vier losse woorden samen")
	r.submit("/bevestigen")
	r.at("/medewerker/ik/wachtzin")
	r.look("passphrase")
}

func (r *round) throughAudit() {
	r.t.Helper()
	r.submit("/uitloggen")
	r.signIn("controleur", demoPassphrase)
	r.look("audit")
	r.submit("/controle")
	r.look("audit-fault")
	r.click("label:has([value=sample])", "")
	r.submit("/controle")
	r.look("audit-read")
	r.wantSeen("Luuk de Verzonnen")
}
