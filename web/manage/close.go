package manage

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const (
	closePath   = "/medewerker/beheer/sluiten"
	changesPath = "/medewerker/beheer/wijzigingen"
	changePath  = "/medewerker/beheer/wijziging/"
)

func (p *Pages) closeRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: closePath, Access: route.Staff, Right: route.CloseTimes, At: route.AtField, Limit: route.Look, Handler: p.ShowClose},
		{Method: "POST", Path: closePath, Access: route.Staff, Right: route.CloseTimes, At: route.AtField, Limit: route.Change, Handler: p.Close},
		{Method: "GET", Path: changesPath, Access: route.Staff, Right: route.CloseTimes, At: route.AtEach, Limit: route.Look, Handler: p.ShowChanges},
		{Method: "GET", Path: changePath + ":id", Access: route.Staff, Right: route.CloseTimes, At: route.AtChange, Limit: route.Look, Handler: p.ShowChange},
		{Method: "POST", Path: changePath + ":id/terugdraaien", Access: route.Staff, Right: route.CloseTimes, At: route.AtChange, Limit: route.Change, Handler: p.TakeBack},
		{Method: "POST", Path: changePath + ":id/sturen", Access: route.Staff, Right: route.CloseTimes, At: route.AtChange, Limit: route.Change, Handler: p.SendNow},
		{Method: "POST", Path: changePath + ":id/openen", Access: route.Staff, Right: route.CloseTimes, At: route.AtChange, Limit: route.Change, Handler: p.Reopen},
	}
}

// closeView is the form of a closure, and what would happen.
type closeView struct {
	frame
	notice  *page.Notice
	faults  []page.Fault
	offices []catalogue.Office
	office  catalogue.Office
	typed   typedClosure
	days    string // the chosen days in words
	plan    *planView
}

// typedClosure is a closure as somebody typed it.
type typedClosure struct {
	office, desk, from, until, start, end, reason string
	texts                                         map[string]string // for residents, by language
}

func typedIn(f frame) typedClosure {
	clip := func(name string, most int) string { return page.Clip(f.Asked(name), most) }
	t := typedClosure{clip("locatie", 100), clip("balie", 100), clip("dag", 10), clip("totdag", 10), clip("van", 5), clip("tot", 5), clip("reden", 400), map[string]string{}}
	for _, language := range languages {
		if said := clip("tekst-"+language, 1000); said != "" {
			t.texts[language] = said
		}
	}
	return t
}

// closure reads what was typed. Without a last day it is one day, and without times whole days.
func (t typedClosure) closure() (k calendar.Closure, err error) {
	k = calendar.Closure{Desk: t.desk, Reason: t.reason, Texts: t.texts}
	if k.From, err = calendar.ParseDate(t.from); err != nil {
		return k, errNoDay
	}
	if k.Until = k.From; t.until != "" {
		if k.Until, err = calendar.ParseDate(t.until); err != nil {
			return k, change.ErrDays
		}
	}
	if t.start == "" && t.end == "" {
		return k, nil
	}
	var fromOK, untilOK bool
	if k.Start, fromOK = typedTime(t.start, 0); !fromOK {
		return k, change.ErrTimes
	}
	if k.End, untilOK = typedTime(t.end, calendar.CellsPerDay); !untilOK || k.End == 0 {
		return k, change.ErrTimes
	}
	return k, nil
}

// errNoDay: there is no day yet.
var errNoDay = ledger.Refuse(ledger.Invalid, "change.day")

// typedTime is clockOf for a field that may be left empty, which is the other time.
func typedTime(text string, none calendar.Cell) (c calendar.Cell, ok bool) {
	if strings.TrimSpace(text) == "" {
		return none, true
	}
	return clockOf(text)
}

// ShowClose answers GET /medewerker/beheer/sluiten: what to close and, once that was chosen, what would happen.
func (p *Pages) ShowClose(c *fiber.Ctx) error {
	v := closeView{frame: frame{Request: staff.From(c), here: "close"}}
	v.typed = typedIn(v.frame)
	if v.typed.reason == "" && c.Query("bekijk") == "" {
		v.typed.reason = v.Q.T("config.close.reason.usual")
	}
	var err error
	if c.Query("bekijk") != "" {
		_, err = v.foresee(p.Ledger)
	}
	return p.showClose(v, err)
}

// showClose shows the form with what was refused at its field, and the what-if where there is one.
func (p *Pages) showClose(v closeView, refusal error) error {
	v.title = v.Q.T("config.close.title")
	if refusal != nil {
		n, err := v.Refused(refusal)
		if err != nil {
			return err
		}
		if v.plan == nil {
			v.faults = []page.Fault{{Field: faultAt(refusal), Text: n.What + ". " + n.Do}}
		} else {
			v.notice = n
		}
	}
	err := p.Ledger.View(func(r ledger.Reader) (err error) { return v.read(r) })
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), closePage(v))
}

// faultAt is the field that a refusal is about.
func faultAt(err error) string {
	fields := map[string]string{change.ErrDays.Key: "totdag", change.ErrTimes.Key: "van", change.ErrReason.Key: "reden", change.ErrText.Key: "tekst-nl", change.ErrStop.Key: "locatie", catalogue.ErrUnknownOffice.Key: "locatie", change.ErrNoDesk.Key: "balie"}
	if field, ok := fields[ledger.KeyOf(err)]; ok {
		return field
	}
	return "dag"
}

// read finds the offices that can be closed here, and the one that was chosen: the first where none was.
func (v *closeView) read(r ledger.Reader) error {
	all, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	v.offices = slices.DeleteFunc(v.S.Here(all), func(o catalogue.Office) bool { return o.Kind == catalogue.Stop })
	for i, o := range v.offices {
		if i == 0 || string(o.ID) == v.typed.office {
			v.office = o
		}
	}
	if v.typed.office == "" {
		v.typed.office = string(v.office.ID)
	}
	if day, err := calendar.ParseDate(v.typed.from); err == nil {
		v.days = v.Q.Words.Date(day)
		if last, err := calendar.ParseDate(v.typed.until); err == nil && last > day {
			v.days = v.Q.T("config.close.days", "from", v.days, "until", v.Q.Words.Date(last))
		}
	}
	return nil
}

// foresee says what the typed closure would do.
func (v *closeView) foresee(l *ledger.Ledger) (plan change.Plan, err error) {
	k, err := v.typed.closure()
	if err != nil {
		return plan, err
	}
	err = l.View(func(r ledger.Reader) error {
		if err := v.read(r); err != nil {
			return err
		}
		d, err := change.Closing(r, catalogue.OfficeID(v.typed.office), k)
		if err != nil {
			return err
		}
		if plan, err = change.Foresee(r, d, catalogue.OfficeID(v.typed.office), booking.OfficeClosed); err != nil {
			return err
		}
		v.plan, err = readPlan(r, v.frame, plan)
		return err
	})
	return plan, err
}

// Close answers POST /medewerker/beheer/sluiten. What touches nobody is done at once; what touches somebody is done as
// it was shown, or shown again where something changed meanwhile. Sent twice it is done once.
func (p *Pages) Close(c *fiber.Ctx) error {
	v := closeView{frame: frame{Request: staff.From(c), here: "close"}}
	v.typed = typedIn(v.frame)
	ctx, cancel := route.Patience(c)
	defer cancel()
	made, err := p.close(ctx, &v)
	if err != nil {
		return p.showClose(v, err)
	}
	return v.Redirect(changePath + string(made))
}

func (p *Pages) close(ctx context.Context, v *closeView) (change.ID, error) {
	for again := false; ; again = true {
		plan, err := v.foresee(p.Ledger)
		if err != nil {
			return "", err
		}
		if len(plan.Changes) == 0 {
			return p.standing(v)
		}
		if len(plan.Lines) > 0 && plan.Seen() != v.Asked("gezien") {
			return "", change.ErrOther
		}
		made, err := change.Make(ctx, p.Ledger, v.S.Actor(), plan)
		if err == nil || again || !errors.Is(err, change.ErrOther) {
			return made.ID, err
		}
	}
}

// standing is the change by which it is closed already. It refuses with change.ErrShut what the configuration closes.
func (p *Pages) standing(v *closeView) (id change.ID, err error) {
	k, err := v.typed.closure()
	if err != nil {
		return "", err
	}
	k.Reason, k.Texts = strings.Join(strings.Fields(k.Reason), " "), change.CleanTexts(k.Texts)
	err = p.Ledger.View(func(r ledger.Reader) error {
		c, found, err := change.Standing(r, catalogue.OfficeID(v.typed.office), k)
		if id = c.ID; err == nil && !found {
			v.plan, err = nil, change.ErrShut
		}
		return err
	})
	return id, err
}

// closeAt is the form, filled in for an office from a moment of a day on.
func closeAt(office catalogue.OfficeID, day calendar.Date, from calendar.Cell) string {
	return closePath + "?" + url.Values{"locatie": {string(office)}, "dag": {day.String()}, "van": {strings.Replace(from.String(), ":", ".", 1)}}.Encode()
}

// number is a count in a sentence.
func number(n int) string { return strconv.Itoa(n) }

// fault is what is wrong with a field.
func (v closeView) fault(field string) string {
	for _, f := range v.faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}
