package phone

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/staff"
)

// grant is a signed mark: what a colleague may do about some appointments, for a while. It opens
// nothing for anybody else, and holds nothing of a person.
type grant struct {
	ids      []booking.AppointmentID
	searched booking.LookupKind // by what they were found
	until    time.Time
}

// What a grant is for: to ask about what was found, or to see and change one.
const (
	forAsking = "phone question"
	forAccess = "phone access"
)

// How long a colleague may ask, and see what was opened.
const (
	askingTime = 10 * time.Minute
	accessTime = 30 * time.Minute
)

// ErrAccess: the mark is not ours, another's or too old; the colleague searches again.
var ErrAccess = ledger.Refuse(ledger.Gone, "phone.access")

func (g grant) sign(v *contact.Vault, s account.Session, purpose string) string {
	ids := make([]string, len(g.ids))
	for i, id := range g.ids {
		ids[i] = string(id)
	}
	text := strings.Join([]string{strings.Join(ids, "-"), string(g.searched), strconv.FormatInt(g.until.Unix(), 36)}, ".")
	return text + "." + v.Sign(purpose, string(s.User)+"."+text)
}

// read returns a grant of this colleague, or ErrAccess.
func read(v *contact.Vault, s account.Session, purpose, mark string, now time.Time) (g grant, err error) {
	i := strings.LastIndexByte(mark, '.')
	if i < 0 || !v.Signed(purpose, string(s.User)+"."+mark[:i], mark[i+1:]) {
		return g, ErrAccess
	}
	parts := strings.Split(mark[:i], ".")
	until, err := strconv.ParseInt(parts[len(parts)-1], 36, 64)
	if err != nil || len(parts) != 3 || !now.Before(time.Unix(until, 0)) {
		return g, ErrAccess
	}
	for id := range strings.SplitSeq(parts[0], "-") {
		g.ids = append(g.ids, booking.AppointmentID(id))
	}
	g.searched, g.until = booking.LookupKind(parts[1]), time.Unix(until, 0)
	if slices.Contains(g.ids, "") {
		return g, ErrAccess
	}
	return g, nil
}

// access is the mark with which one appointment is seen and changed.
func (p *Pages) access(k staff.Request, id booking.AppointmentID) string {
	return grant{ids: []booking.AppointmentID{id}, until: k.Q.Now.Add(accessTime)}.sign(p.Vault, k.S, forAccess)
}

// opened is the appointment of a mark, in the address or the form.
func (p *Pages) opened(k staff.Request) (booking.AppointmentID, error) {
	mark := k.C.FormValue("toegang")
	if k.C.Method() != "POST" {
		mark = k.C.Query("toegang")
	}
	g, err := read(p.Vault, k.S, forAccess, mark, k.Q.Now)
	if err != nil {
		return "", err
	}
	return g.ids[0], nil
}
