package audit

import (
	"errors"
	"strings"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/staff"
)

// lineView is a line of the audit in words.
type lineView struct{ at, who, what, why, about, more string }

// names are whom and what ids stand for.
type names struct {
	staff.Request
	users map[string]string
	roles map[string]string
	keys  map[string]string
}

func namesOf(r ledger.Reader, req staff.Request) (n names, err error) {
	n = names{req, map[string]string{}, map[string]string{}, map[string]string{}}
	users, err := account.All(r)
	if err != nil {
		return n, err
	}
	for _, u := range users {
		if n.users[string(u.ID)] = u.Name; u.State == account.Erased {
			n.users[string(u.ID)] = req.Q.T("audit.left", "id", string(u.ID))
		}
	}
	roles, err := account.Definitions(r)
	for _, d := range roles {
		n.roles[string(d.ID)] = d.Title(req.Q)
	}
	keys, failed := account.Keys(r)
	for _, k := range keys {
		n.keys[string(k.ID)] = k.Name
	}
	return n, errors.Join(err, failed)
}

// linesOf are lines of the audit in words.
func linesOf(r ledger.Reader, req staff.Request, all []ledger.Audited) (lines []lineView, err error) {
	n, err := namesOf(r, req)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		line := lineView{at: n.moment(one.At), who: n.who(one.Actor), what: What(req, one.What), why: n.why(one), more: n.details(one.Details)}
		var about []string
		for _, id := range one.IDs {
			about = append(about, n.about(id))
		}
		if o, err := catalogue.OfficeByID(r, catalogue.OfficeID(one.Office)); err == nil {
			about = append(about, o.Name)
		}
		line.about = strings.Join(about, ", ")
		lines = append(lines, line)
	}
	return lines, nil
}

// moment is an instant by the clock of the town hall.
func (n names) moment(at time.Time) string {
	return n.Q.Words.Day(calendar.DateIn(at, n.Zone())) + ", " + n.Q.Words.Instant(at, n.Zone())
}

// who is whoever did it, by name.
func (n names) who(a ledger.Actor) string {
	kind, id, _ := strings.Cut(string(a), " ")
	if name := n.users[id]; kind == "staff" && name != "" {
		return name
	}
	return n.kindOfActor(a)
}

// kindOfActor is who did it without saying who: a colleague, a partner, a visitor, or the machine.
func (n names) kindOfActor(a ledger.Actor) string {
	kind, _, _ := strings.Cut(string(a), " ")
	if !n.Q.Words.Has("audit.by." + kind) {
		kind = "system"
	}
	return n.Q.T("audit.by." + kind)
}

// about is what an id stands for, else the id.
func (n names) about(id string) string {
	for _, all := range []map[string]string{n.users, n.roles, n.keys} {
		if name := all[id]; name != "" {
			return name
		}
	}
	return id
}

// why is the reason that was given, where it has words.
func (n names) why(one ledger.Audited) string {
	for _, prefix := range []string{"reason.", "phone.why.", "audit.why."} {
		if n.Q.Words.Has(prefix + one.Reason) {
			return n.Q.T(prefix + one.Reason)
		}
	}
	if !one.Found && account.KindOf(one.What) == "lookup" {
		return n.Q.T("audit.nothing")
	}
	return ""
}

// details are what came and what went, and of which kind.
func (n names) details(all []string) string {
	var words []string
	for _, d := range all {
		role, where, _ := strings.Cut(d, "@")
		switch sign, right := d[:min(1, len(d))], d[min(1, len(d)):]; {
		case (sign == "+" || sign == "-") && n.Q.Words.Has("right."+right):
			words = append(words, n.Q.T("audit.came."+map[string]string{"+": "more", "-": "less"}[sign], "what", n.Q.T("right."+right)))
		case n.Q.Words.Has("audit.detail." + d):
			words = append(words, n.Q.T("audit.detail."+d))
		case n.Q.Words.Has("audit.kind." + d):
			words = append(words, n.Q.T("audit.kind."+d))
		case n.roles[role] != "":
			words = append(words, strings.TrimSpace(n.roles[role]+" "+where))
		default:
			words = append(words, d)
		}
	}
	return strings.Join(words, ", ")
}

// What is what was done, in words: of the thing itself, else of what it begins with, else of its kind.
func What(r staff.Request, what string) string {
	if rest, ok := strings.CutPrefix(what, "act."); ok && r.Q.Words.Has("act."+rest) {
		return r.Q.T("act." + rest)
	}
	for key := what; key != ""; key = key[:max(0, strings.LastIndexAny(key, ". "))] {
		if r.Q.Words.Has("audit.what." + key) {
			return r.Q.T("audit.what." + key)
		}
	}
	return r.Q.T("audit.kind." + account.KindOf(what))
}
