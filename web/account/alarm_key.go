package account

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// AlarmKeys are the keys that a colleague may choose to raise the quiet alarm with, as a browser names them. None of
// them writes anything, and no browser keeps one for itself; NoAlarmKey is none.
var AlarmKeys = []string{"F9", "F8", "F10", "Pause", NoAlarmKey}

// NoAlarmKey is chosen where the alarm is raised by its button alone.
const NoAlarmKey = "none"

// ErrAlarmKey: this is no key that can be chosen.
var ErrAlarmKey = ledger.Refuse(ledger.Invalid, "account.alarmkey")

// SetAlarmKey chooses the key of a colleague. It refuses with ErrAlarmKey and ErrUnknown.
func SetAlarmKey(tx *ledger.Tx, id UserID, key string) error {
	u, err := ByID(tx, id)
	if err != nil {
		return err
	}
	if !slices.Contains(AlarmKeys, key) {
		return ErrAlarmKey
	}
	u.AlarmKey = key
	return u.write(tx)
}

// AlarmKey is the key that raises the alarm of whoever is signed in, "" where none does.
func (s Session) AlarmKey() string {
	switch s.account.AlarmKey {
	case "":
		return AlarmKeys[0]
	case NoAlarmKey:
		return ""
	}
	return s.account.AlarmKey
}

// ChooseAlarmKey answers POST /medewerker/ik/alarmtoets.
func (a *Accounts) ChooseAlarmKey(c *fiber.Ctx) error {
	s, _ := Current(c)
	err := a.Change(c, func(tx *ledger.Tx) error { return SetAlarmKey(tx, s.User, c.FormValue("toets")) })
	if isOneOf(err, ErrAlarmKey) {
		q := page.From(c)
		what, do := q.Words.Refusal(ErrAlarmKey.Key, nil)
		return a.showOwn(c, route.Status(err), page.NewNotice(page.Warn, what, do))
	}
	if err != nil {
		return err
	}
	return c.Redirect(string(page.From(c).Href(ownPath)), fiber.StatusSeeOther)
}

// alarmKeys are the answers to which key.
func alarmKeys(q page.Request) (all []page.Option) {
	for _, key := range AlarmKeys {
		o := page.Option{Value: key, Text: key}
		if key == NoAlarmKey {
			o.Text = q.T("own.alarmkey.none")
		}
		all = append(all, o)
	}
	return all
}

// mostAlarms is how many alarms a browser remembers that it raised.
const mostAlarms = 4

// KeepAlarm notes in the browser which alarm it raised, so that its own screen is quiet about it.
func (a *Accounts) KeepAlarm(c *fiber.Ctx, id string) {
	all := append(raisedIn(c.Cookies(a.named(alarmCookie))), id)
	slices.Sort(all)
	all = slices.Compact(all)
	a.setCookie(c, alarmCookie, strings.Join(all[max(0, len(all)-mostAlarms):], "."), "/", 0)
}

// Alarms are those that this browser raised, oldest first as far as it remembers.
func (s Session) Alarms() []string { return s.raised }

// raisedIn reads what a browser remembers; what is no id of an alarm is left out.
func raisedIn(cookie string) []string {
	return slices.DeleteFunc(strings.Split(cookie, "."), func(id string) bool { return len(id) != ledger.IDLength })
}
