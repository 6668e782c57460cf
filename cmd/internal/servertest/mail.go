package servertest

import (
	"bytes"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
)

// Canaries are what one resident tells us; nobody else has these.
var Canaries = map[string]string{
	"name": "Riet Kanarievogel-Wissink", "surname": "Kanarievogel", "email": "riet+kanarievogel@voorbeeld.nl", "mailbox": "kanarievogel@",
	"phone": "0315-909192", "digits": "909192",
}

// BookByEmail books for a resident who chose e-mail.
func BookByEmail(t *testing.T, base, place string) *Visitor {
	t.Helper()
	v, key := NewVisitor(base), booking.NewVisitKey()
	form := BookForm(key, Canaries["name"])
	form.Set("kanaal", "email")
	form.Set("email", Canaries["email"])
	if err := v.Post("/afspraak/tijd", TimeForm(key, place)); err != nil || v.Status != 200 {
		t.Fatalf("%d %v", v.Status, err)
	}
	if err := v.Post("/afspraak/maken", form); err != nil || v.Title() != "Uw afspraak is gemaakt" {
		t.Fatalf("%d %q %v", v.Status, v.Title(), err)
	}
	return v
}

// WantNoCanary ends a server and looks for its resident in its log.
func WantNoCanary(t *testing.T, m *server.Running, log *bytes.Buffer) {
	t.Helper()
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "message") {
		t.Errorf("the log says nothing of the mail: %s", log)
	}
	for what, canary := range Canaries {
		if strings.Contains(log.String(), canary) {
			t.Errorf("the log holds the %s: %s", what, log)
		}
	}
}

func Waiting(t *testing.T, h *server.Server) (all []ledger.Outgoing) {
	t.Helper()
	if err := h.Ledger.View(func(r ledger.Reader) (err error) { all, err = ledger.Waiting(r); return err }); err != nil {
		t.Fatal(err)
	}
	return all
}

// Dead are the reasons of the dead letters.
func Dead(t *testing.T, h *server.Server) (reasons []string) {
	for _, o := range Waiting(t, h) {
		if o.Dead != "" {
			reasons = append(reasons, o.Dead)
		}
	}
	return reasons
}
