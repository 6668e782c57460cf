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
// of its fields are the same.
type action struct {
	id   string
	at   time.Time
	do   string
	stop outreach.StopID

	outing  outreach.OutingID
	n       int
	on      bool
	note    outreach.Note
	ticket  queue.TicketID
	entered string // the action that gave the number, where the phone does not know it yet
	visit   booking.AppointmentID
	product catalogue.ProductID

	// What the rest of a batch says about the same visit: it was helped before anybody heard of it.
	came, began time.Time
	part        bool // a later action of the batch says it all
}

// verbs are what outreach does, by the word of the form.
var verbs = map[string]string{
	"aangekomen": "arrive", "vertrokken": "leave", "later": "late", "niet": "cannot", "praatje": "note", "oordeel": "mark", "koffer": "tick", "bereik": "signal",
}

// ticketVerbs are what the queue does.
var ticketVerbs = []string{"binnen", "er", "roep", "begin", "klaar", "weg"}

// read takes an action from a form or from a line of a batch. What is no number or time is refused by the
// verb that needs one.
func read(get func(string) string) action {
	a := action{
		id: get("id"), do: get("doe"), stop: outreach.StopID(get("halte")), outing: outreach.OutingID(get("inzet")), on: get("aan") != "",
		ticket: queue.TicketID(get("nummer")), entered: get("bij"), visit: booking.AppointmentID(get("afspraak")), product: catalogue.ProductID(get("product")),
	}
	a.n, _ = strconv.Atoi(get("n"))
	a.at, _ = time.Parse(time.RFC3339, get("tijd"))
	mood, _ := strconv.Atoi(get("stemming"))
	a.note = outreach.Note{Theme: get("thema"), Question: get("vraag"), Referred: get("naar"), Mood: mood}
	return a
}

// outreach is the action as outreach knows it.
func (a action) outreach() outreach.Action {
	x := outreach.Action{ID: a.id, At: a.at, Do: verbs[a.do], Outing: a.outing, Stop: a.stop, N: a.n, On: a.on}
	if x.Do == "note" {
		x.Note = &a.note
	}
	return x
}

// rank is which of two actions of one moment comes first.
func (a action) rank() int {
	switch a.do {
	case "aangekomen":
		return 0
	case "vertrokken":
		return 2
	case "niet":
		return 3
	}
	return 1
}

// arrange puts a batch in the order in which it was done, and joins what was said about one visit: who was
// helped without signal is noted afterwards with the times of then, as from paper.
func arrange(batch []action, now time.Time) []action {
	for i := range batch {
		if batch[i].at.IsZero() || batch[i].at.After(now) {
			batch[i].at = now
		}
	}
	slices.SortStableFunc(batch, func(a, b action) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.id, b.id))
	})
	came, began := map[string]time.Time{}, map[string]int{}
	for i, a := range batch {
		switch who := a.who(); a.do {
		case "binnen":
			came[a.id] = a.at
		case "er":
			came[who] = a.at
		case "begin":
			began[who] = i
		case "klaar":
			if at, ok := began[who]; ok {
				batch[i].began, batch[i].came = batch[at].at, came[who]
				batch[at].part = true
			}
		}
	}
	return batch
}

// who is whose visit an action is about, as the phone names it.
func (a action) who() string { return cmp.Or(a.entered, string(a.visit), string(a.ticket)) }

// proper reports whether the phone made a proper id for it.
func (a action) proper() bool { return len(a.id) == ledger.IDLength }
