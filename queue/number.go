package queue

import (
	"strconv"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Number is what is shown and said: a letter for how one came in and a count within the day,
// "A12". The letters sound apart in Dutch, English and German, and none stands for a department
// or a product: whoever hears a number learns nothing of why somebody came.
type Number string

// letters are the lanes.
var letters = map[Kind]string{Appointment: "A", WalkIn: "M", Collect: "T", Callback: "X"}

func numberOf(k Kind, n int) Number { return Number(letters[k] + strconv.Itoa(n)) }

// ParseNumber reads a number as people type and say it ("a 12", "A-012"), or refuses with
// ErrUnknownTicket.
func ParseNumber(typed string) (Number, error) {
	plain := strings.ToUpper(strings.NewReplacer(" ", "", "-", "", ".", "").Replace(typed))
	if len(plain) < 2 || len(plain) > 8 || !strings.Contains("AMTX", plain[:1]) {
		return "", ErrUnknownTicket
	}
	n, err := strconv.Atoi(plain[1:])
	if err != nil || n < 1 {
		return "", ErrUnknownTicket
	}
	return Number(plain[:1] + strconv.Itoa(n)), nil
}

// ByNumber returns today's ticket of an office by its number as people say it, or ErrUnknownTicket.
func ByNumber(r ledger.Reader, office catalogue.OfficeID, typed string) (Ticket, error) {
	n, err := ParseNumber(typed)
	if err != nil {
		return Ticket{}, err
	}
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Ticket{}, err
	}
	id, found, err := numbers.Find(r, dayKey(office, o.Today(r.Now())).Str(string(n)))
	if err != nil || !found {
		return Ticket{}, orUnknown(err)
	}
	return ByID(r, id)
}

func orUnknown(err error) error {
	if err != nil {
		return err
	}
	return ErrUnknownTicket
}
