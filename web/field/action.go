package field

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/queue"
)

// action is one thing that the team did: with signal as a form, without it as a line of a batch. The names
// of its fields are the same. It is an action on the road, or one about somebody's number.
type action struct {
	outreach.Action
	do   string // the word of the form, by which a phone names it
	sent string // when it was done, as the phone wrote it

	measured bool // the phone itself measured it
	note     outreach.Note
	ticket   queue.TicketID
	entered  string // the action that gave the number, where the phone does not know it yet
	visit    booking.AppointmentID
	product  catalogue.ProductID

	// What the rest of a batch says about the same visit: it was helped before anybody heard of it.
	came, began time.Time
	part        bool // a later action of the batch says it all
}

// verbs are what happens on the road, by the word of the form.
var verbs = map[string]outreach.Verb{
	"aangekomen": outreach.DoArrive, "vertrokken": outreach.DoLeave, "later": outreach.DoRunLate, "niet": outreach.DoCallOff,
	"praatje": outreach.DoNote, "oordeel": outreach.DoMark, "koffer": outreach.DoTick, "bereik": outreach.DoSignal,
}

// ticketVerbs are what the queue does.
var ticketVerbs = []string{"binnen", "er", "roep", "begin", "klaar", "weg"}

// read takes an action from a form or from a line of a batch. What is no number or time is refused by the
// verb that needs one.
func read(get func(string) string) action {
	a := action{
		Action:   outreach.Action{ID: get("id"), Do: verbs[get("doe")], Stop: outreach.StopID(get("halte")), Outing: outreach.OutingID(get("inzet")), On: get("aan") != ""},
		measured: get("hoe") == "gemeten",
		do:       get("doe"), sent: get("tijd"), ticket: queue.TicketID(get("nummer")), entered: get("bij"), visit: booking.AppointmentID(get("afspraak")), product: catalogue.ProductID(get("product")),
	}
	a.N, _ = strconv.Atoi(get("n"))
	a.At, _ = time.Parse(time.RFC3339, get("tijd"))
	mood, _ := strconv.Atoi(get("stemming"))
	a.note = outreach.Note{Theme: get("thema"), Question: get("vraag"), Referred: get("naar"), Mood: mood}
	if a.Do == outreach.DoNote {
		a.Note = &a.note
	}
	return a
}

// arrange puts a batch in the order in which it was done, and joins what was said about one visit: who was
// helped without signal is noted afterwards with the times of then, as from paper.
func arrange(batch []action, now time.Time) []action {
	for i := range batch {
		if batch[i].At.IsZero() || batch[i].At.After(now) {
			batch[i].At = now
		}
	}
	slices.SortStableFunc(batch, func(a, b action) int { return a.Before(b.Action) })
	came, began := map[string]time.Time{}, map[string]int{}
	for i, a := range batch {
		switch who := a.who(); a.do {
		case "binnen":
			came[a.ID] = a.At
		case "er":
			came[who] = a.At
		case "begin":
			began[who] = i
		case "klaar":
			if at, ok := began[who]; ok {
				batch[i].began, batch[i].came = batch[at].At, came[who]
				batch[at].part = true
			}
		}
	}
	return batch
}

// who is whose visit an action is about, as the phone names it.
func (a action) who() string { return cmp.Or(a.entered, string(a.visit), string(a.ticket)) }

// proper reports whether the phone made a proper id for it.
func (a action) proper() bool { return len(a.ID) == ledger.IDLength }
