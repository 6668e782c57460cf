package outreach

import (
	"crypto/sha256"
	"encoding/json"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Request is somebody asking for the bus. Everything in it is chosen from lists: it says from which
// side it comes and why, and nobody's name. Who asked keeps a code, and finds the answer under it.
type Request struct {
	ID            string          `json:"id"`
	Neighbourhood NeighbourhoodID `json:"neighbourhood"`
	By            string          `json:"by"`  // one of RequestBy
	Why           string          `json:"why"` // one of RequestWhy
	From          calendar.Date   `json:"from"`
	Until         calendar.Date   `json:"until"`
	People        int             `json:"people"` // who would come, about
	State         RequestState    `json:"state"`
	Stop          StopID          `json:"stop,omitempty"` // that meets it
	Made          calendar.Date   `json:"made"`
}

// RequestBy are who asks; their words stand under "bus.by.".
var RequestBy = []string{"resident", "school", "council", "care", "club"}

// RequestWhy are why; their words stand under "bus.why.".
var RequestWhy = []string{"questions", "documents", "event", "cannot-travel", "theme"}

// RequestState is where a request stands.
type RequestState string

// The states of a request.
const (
	RequestNew  RequestState = "new"
	RequestWish RequestState = "wish" // accepted: the planner has it
	RequestMet  RequestState = "met"  // a stop meets it
	RequestNo   RequestState = "no"
)

var legalRequests = map[RequestState][]RequestState{
	RequestNew:  {RequestWish, RequestNo},
	RequestWish: {RequestMet, RequestNo},
	RequestMet:  {RequestWish}, // the stop was cancelled
	RequestNo:   {RequestWish},
}

// CanBecome reports whether a request may go from s to next.
func (s RequestState) CanBecome(next RequestState) bool {
	return slices.Contains(legalRequests[s], next)
}

var requests = ledger.NewTable[Request]("or:")

var (
	// ErrRequest: something of it is not from the lists, or the days make no sense.
	ErrRequest = ledger.Refuse(ledger.Invalid, "bus.request")
	// ErrUnknownRequest: there is no request under this code.
	ErrUnknownRequest = ledger.Refuse(ledger.NotFound, "bus.request.unknown")
	// ErrRequestState: it was answered otherwise already.
	ErrRequestState = ledger.Refuse(ledger.Conflict, "bus.request.state")
)

// longestAhead is how far ahead one can ask for the bus.
const longestAhead = 366

// AskForBus asks for the bus, under an id that is made here. The same form sent again is the same
// request; another under its key is refused with ledger.ErrOnce.
func AskForBus(tx *ledger.Tx, form string, q Request) (Request, error) {
	q.ID = ""
	asked, err := json.Marshal(q)
	if err != nil {
		return q, err
	}
	sum := sha256.Sum256(asked) // chosen from lists: there is nothing of a person in it
	id, err := ledger.Once(tx, "bus-request/"+form, sum[:], func() (string, error) {
		q, err = q.ask(tx)
		return q.ID, err
	})
	if err != nil {
		return q, err
	}
	return RequestByID(tx, id)
}

func (q Request) ask(tx *ledger.Tx) (Request, error) {
	q.ID = tx.NewID()
	if _, err := NeighbourhoodByID(tx, q.Neighbourhood); err != nil {
		return q, err
	}
	q.Made = calendar.Date(tx.Now().Unix() / 86400)
	switch {
	case !slices.Contains(RequestBy, q.By), !slices.Contains(RequestWhy, q.Why):
		return q, ErrRequest
	case q.From < q.Made, q.Until < q.From, q.Until > q.Made+longestAhead, q.People < 0, q.People > 500:
		return q, ErrRequest
	}
	q.State, q.Stop = RequestNew, ""
	return q, q.write(tx)
}

func (q Request) write(tx *ledger.Tx) error {
	if err := requests.Put(tx, key(q.ID), q); err != nil {
		return err
	}
	return tx.Emit("bus.request", q.ID)
}

// RequestByID returns a request, or ErrUnknownRequest.
func RequestByID(r ledger.Reader, id string) (Request, error) {
	q, found, err := requests.Find(r, key(id))
	if err == nil && !found {
		err = ErrUnknownRequest
	}
	return q, err
}

// Requests returns every request in one of these states; without states, all.
func Requests(r ledger.Reader, states ...RequestState) (all []Request, err error) {
	err = requests.Each(r, nil, func(_ ledger.Key, q Request) error {
		if len(states) == 0 || slices.Contains(states, q.State) {
			all = append(all, q)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b Request) int { return int(a.From) - int(b.From) })
	return all, err
}

// AnswerRequest makes a wish of a request, says no, or says which stop meets it. It refuses with
// ErrUnknownRequest, ErrRequestState and ErrUnknownStop.
func AnswerRequest(tx *ledger.Tx, id string, to RequestState, stop StopID) (Request, error) {
	q, err := RequestByID(tx, id)
	if err != nil || q.State == to && q.Stop == stop {
		return q, err
	}
	if !q.State.CanBecome(to) {
		return q, ErrRequestState
	}
	if to == RequestMet {
		if _, _, err := OutingOfStop(tx, stop); err != nil {
			return q, err
		}
	} else {
		stop = ""
	}
	q.State, q.Stop = to, stop
	return q, q.write(tx)
}
