package reception

import (
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
)

// staffStory goes past every page and state of sign-in, one's own account and colleagues, in each
// language: a manager lets somebody in, who sets up a second step and signs in with it.
func staffStory(t *testing.T, w *browser.Town) {
	for _, language := range browser.Languages() {
		t.Run(language, func(t *testing.T) {
			b := w.Open(t, browser.Person{Width: browser.Narrow, Height: 640, Refused: true})
			r := &browser.Round{Tab: b, Language: language}
			throughTheDoor(r)
			link := throughTeam(r, "nieuw-"+language)
			throughSetUp(r, link)
			codes := throughSecond(r, w)
			throughSignIn(r, "nieuw-"+language, codes[0])
			throughRefusals(r)
			throughAudit(r)
		})
	}
}

func throughTheDoor(r *browser.Round) {
	r.At("/medewerker")
	r.Look("signin")
	r.SignIn("beheerder", "niet de goede wachtzin")
	r.Look("signin-wrong")
	r.Visit("/" + r.Language + "/medewerker/collegas")
	r.Look("signin-first")
	r.SignIn("beheerder", demo.Passphrase)
}

func throughTeam(r *browser.Round, login string) (link string) {
	r.T.Helper()
	r.Look("team")
	r.Submit("/collegas")
	r.Look("team-faults")
	r.Fill("naam", "Wilhelmina Alexandrina van Voorbeeldenburg-Testinkhof")
	r.Key("\t")
	r.Do2("login", login)
	r.Click("label:has([name=rol-reception])", "")
	r.Submit("/collegas")
	r.Look("colleague-link")
	link = r.Text("p.balie-secret")
	r.Follow("a[href$='/medewerker/collegas']:not([aria-current])", "")
	r.Follow("tbody a", "Ilse")
	r.Look("colleague")
	return link
}

func throughSetUp(r *browser.Round, link string) {
	r.T.Helper()
	_, code, _ := strings.Cut(link, "#")
	r.At("/medewerker/instellen#" + code)
	if got := browser.Answer[string](r.Tab, `document.getElementById("code").value + location.hash`); got != code {
		r.T.Errorf("the set-up page holds %q, want the link's code and nothing in the address", got)
	}
	r.Look("setup")
	r.Fill("wachtzin", "te kort")
	r.Submit("/instellen")
	r.Look("setup-short")
	r.Fill("wachtzin", "vier losse woorden samen")
	r.Fill("nogmaals", "vier losse woorden samen")
	r.Submit("/instellen")
	r.At("/medewerker/ik") // whoever receives visitors begins at the door
	r.Look("own")
}

func throughSecond(r *browser.Round, w *browser.Town) (codes []string) {
	r.T.Helper()
	r.Follow("a[href$='/tweede-stap']", "")
	r.Look("second")
	r.Fill("huidig", "vier losse woorden samen")
	r.Fill("code", "000000")
	r.Submit("/tweede-stap")
	r.Look("second-wrong")
	secret := strings.ReplaceAll(r.Text("code.balie-secret"), " ", "")
	now, err := totp.GenerateCode(secret, w.Server.Server.Clock())
	if err != nil {
		r.T.Fatal(err)
	}
	r.Fill("huidig", "vier losse woorden samen")
	r.Do2("code", now)
	r.Submit("/tweede-stap")
	r.Look("codes")
	codes = browser.Answer[[]string](r.Tab, `[...document.querySelectorAll(".balie-codes code")].map(e => e.textContent)`)
	if len(codes) != 10 {
		r.T.Fatalf("%d recovery codes", len(codes))
	}
	r.At("/medewerker/ik")
	r.Look("own-second")
	return codes
}

func throughSignIn(r *browser.Round, login, code string) {
	r.T.Helper()
	r.Submit("/uitloggen")
	r.Look("signin-left")
	r.SignIn(login, "vier losse woorden samen")
	r.Look("code")
	r.Fill("code", "000000")
	r.Submit("/code")
	r.Look("code-wrong")
	r.Do2("code", code)
	r.Submit("/code")
	r.Look("own-back")
}

func throughRefusals(r *browser.Round) {
	r.T.Helper()
	r.At("/medewerker/collegas")
	r.Look("refused-role")
	r.At("/medewerker/bestaat-niet")
	r.Look("refused-404")
	r.At("/medewerker/bevestigen")
	r.Look("prove")
	r.Fill("wachtzin", "niet de goede wachtzin")
	r.Submit("/bevestigen")
	r.Look("prove-wrong")
	r.Fill("wachtzin", "vier losse woorden samen")
	r.Submit("/bevestigen")
	r.At("/medewerker/ik/wachtzin")
	r.Look("passphrase")
}

func throughAudit(r *browser.Round) {
	r.T.Helper()
	r.Submit("/uitloggen")
	r.SignIn("controleur", demo.Passphrase)
	r.Look("audit")
	r.Submit("/controle")
	r.Look("audit-fault")
	r.Click("label:has([value=sample])", "")
	r.Submit("/controle")
	r.Look("audit-read")
	r.WantSeen("Luuk de Verzonnen")
}
