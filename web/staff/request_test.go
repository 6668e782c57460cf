package staff_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
	"balie/web/webtest"
)

// TestARefusalHasOneStatusAndItsWords: on every page of colleagues the same, and what nobody can mend stays
// an error.
func TestARefusalHasOneStatusAndItsWords(t *testing.T) {
	var refusal error
	a := webtest.Start(webtest.NewOptions(t)).With(route.Route{Method: "GET", Path: "/medewerker/proef", Site: route.StaffSite, Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Look,
		Handler: func(c *fiber.Ctx) error {
			r := staff.From(c)
			notice, err := r.Refused(refusal)
			if err != nil {
				return err
			}
			return c.Status(r.Status()).SendString(r.S.Name + notice.What + r.Today().String() + r.Asked("naam"))
		}})
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	for want, err := range map[int]error{
		410: account.ErrInvitation, 404: ledger.Refuse(ledger.NotFound, "page.unknown"), 409: ledger.Refuse(ledger.Conflict, "x"),
		422: ledger.Refuse(ledger.Invalid, "x"), 403: account.ErrRole, 503: ledger.ErrBusy, 500: io.ErrUnexpectedEOF,
	} {
		refusal = err
		if answer, body := p.Send("GET", "/medewerker/proef?naam=Riet", ""); answer.StatusCode != want {
			t.Errorf("%v: %d %s, want %d", err, answer.StatusCode, body, want)
		}
	}
	refusal = account.ErrRole
	if _, body := p.Send("GET", "/medewerker/proef?naam=Riet", ""); body != "Iemand anna"+page.NoticeOf(webtest.Dutch, refusal).What+"2026-11-30Riet" {
		t.Errorf("the page says %q", body)
	}
}

// TestAChangeIsTheColleagues: what is done stands in the audit under their name, and a form that was done
// leads on.
func TestAChangeIsTheColleagues(t *testing.T) {
	var by ledger.Actor
	a := webtest.Start(webtest.NewOptions(t))
	a.With(route.Route{Method: "POST", Path: "/medewerker/proef", Site: route.StaffSite, Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Change,
		Handler: func(c *fiber.Ctx) error {
			r := staff.From(c)
			if err := r.Change(a.Options.Ledger, func(tx *ledger.Tx) error { by = tx.Actor(); return nil }); err != nil {
				return err
			}
			return r.Redirect("/medewerker/ik?gedaan=proef")
		}})
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	form := "sessie=" + p.Token()
	if answer, _ := p.Send("POST", "/de/medewerker/proef", form); answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/de/medewerker/ik?gedaan=proef" {
		t.Errorf("answered %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if want := ledger.Staff(webtest.UserID(t, a, "anna")); by != want {
		t.Errorf("done by %s, want %s", by, want)
	}
}
