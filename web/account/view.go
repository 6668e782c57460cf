package account

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"balie/booking/calendar"
	"balie/web/page"
)

// faults is what is wrong with the form to let a colleague in.
func (v teamView) faults() (all []page.Fault) {
	for _, f := range []page.Fault{{Field: "naam", Text: v.nameFault}, {Field: "login", Text: v.loginFault}, {Field: "rollen", Text: v.roleFault}} {
		if f.Text != "" {
			all = append(all, f)
		}
	}
	return all
}

// stateIcon is what a state shows beside its word.
func stateIcon(s State) string {
	switch s {
	case Active:
		return "circle-check"
	case Blocked:
		return "lock"
	}
	return "clock"
}

func secondKey(u User) string {
	switch {
	case u.Subject != "":
		return "team.second.provider"
	case u.Second:
		return "team.second.on"
	}
	return "team.second.off"
}

// roleNames are an account's roles in words, and where they hold.
func roleNames(q page.Request, u User, defined map[Role]Definition) string {
	var names []string
	for _, role := range u.Roles {
		name := defined[role].Title(q)
		if n := len(u.Offices[role]); n > 0 {
			name = q.T("team.role.at", "role", name, "where", q.Words.N("team.role.offices", n))
		}
		names = append(names, name)
	}
	return q.Words.List(names)
}

// deviceText is a browser in words.
func deviceText(q page.Request, device string) string {
	if device == "" {
		return q.T("own.session.unknown")
	}
	return device
}

// moment is an instant as one reads it in the town hall.
func moment(q page.Request, at time.Time) string {
	zone := zoneOf(q)
	local := at.In(zone)
	return q.Words.Day(calendar.DateOf(local.Year(), local.Month(), local.Day())) + ", " + q.Words.Instant(at, zone)
}

// zoneOf is the town hall's zone.
func zoneOf(q page.Request) *time.Location {
	if zone := q.House.Hall.Location(); zone != nil {
		return zone
	}
	return time.UTC // a house without an office
}

func viewBox(size int) string { return "0 0 " + strconv.Itoa(size) + " " + strconv.Itoa(size) }

// grouped is a secret in fours, to type.
func grouped(secret string) string {
	var groups []string
	for part := range slices.Chunk([]byte(secret), 4) {
		groups = append(groups, string(part))
	}
	return strings.Join(groups, " ")
}
