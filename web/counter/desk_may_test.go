package counter_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/queue"
	"balie/web/webtest"
)

var pickButton = regexp.MustCompile(`(?s)<button class="[^"]*balie-queue__pick"[^>]*value="([^"]+)"[^>]*>`)

// TestEveryControlOfADeskCanSucceed: on main each line of the queue had its button, also at a desk without the skill or with
// somebody, and each parked visitor "go on"; a reason was chosen before anybody chose it.
func TestEveryControlOfADeskCanSucceed(t *testing.T) {
	d := webtest.NewDeskTown(t)
	bram, anna := d.At("bram", "hal-1"), d.At("anna", "hal-2")
	pass := d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	debt := d.WalkIn("schuld")
	for name, c := range map[string]struct {
		p    *webtest.Colleague
		want []string
	}{"without the skill": {anna, []string{string(pass.ID)}}, "with every skill": {bram, []string{string(pass.ID), string(debt.ID)}}} {
		if got := offered(c.p); !slices.Equal(got, c.want) {
			t.Errorf("%s: picking is offered for %v, want %v", name, got, c.want)
		}
	}
	if _, body := bram.Send("GET", "/medewerker/balie", ""); strings.Contains(body[strings.Index(body, `id="reden"`):], `selected`) {
		t.Error("a reason is chosen before anybody chose")
	}
	bram.Does("kies", debt.ID, "reden", "wait")
	if got := offered(bram); len(got) > 0 {
		t.Errorf("a desk that has somebody is offered %v", got)
	}
	bram.Does("begin", debt.ID)
	if body := bram.Own(); strings.Contains(body, "balie hal-2") {
		t.Error("sending on is offered to a desk that cannot do it")
	}
	bram.Does("parkeer", debt.ID)
	if body := anna.Own(); strings.Contains(body, "/verder") {
		t.Error("going on is offered at a desk without the skill")
	}
	anna.Refused(409, "Aan deze balie kan dit niet", "verder", "nummer", string(debt.ID))
	if body := bram.Own(); !strings.Contains(body, "/verder") {
		t.Error("going on is not offered where it can succeed")
	}
}

// offered are the tickets that the page of a desk offers to call by hand.
func offered(p *webtest.Colleague) (ids []string) {
	_, body := p.Send("GET", "/medewerker/balie", "")
	for _, m := range pickButton.FindAllStringSubmatch(body, -1) {
		if !strings.Contains(m[0], " hidden") {
			ids = append(ids, m[1])
		}
	}
	return ids
}

// TestSendingOnCarriesANoteToTheNextDesk: one of a list, shown to the desk that has them, gone when the visit ends.
func TestSendingOnCarriesANoteToTheNextDesk(t *testing.T) {
	d := webtest.NewDeskTown(t)
	bram, anna := d.At("bram", "hal-1"), d.At("anna", "hal-2")
	visit := d.WalkIn("pas")
	bram.Does("volgende", visit.ID)
	bram.Refused(422, "Kies een bericht uit de lijst", "door", "nummer", string(visit.ID), "naar", "balie hal-2", "bericht", "heeft last van zijn rug")
	bram.Does("door", visit.ID, "naar", "balie hal-2", "bericht", "photo")
	anna.Does("volgende", visit.ID)
	anna.Does("begin", visit.ID)
	if text := webtest.Said(anna.Own()); !strings.Contains(text, "Er is een nieuwe foto nodig") {
		t.Errorf("the next desk reads %s", text)
	}
	anna.Does("klaar", visit.ID)
	if done := d.Wants(visit.ID, queue.Done); done.Handover != "" {
		t.Errorf("after the visit the note is %q", done.Handover)
	}
}
