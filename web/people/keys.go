package people

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// keysView is every key for a machine, and the form to make one.
type keysView struct {
	frame
	key          string // makes the form sent twice one
	open, closed []keyRow
	offered      []route.Right // what whoever looks may give
	name, days   string
	scopes       []route.Right
	secret       string // of a key that was made just now
}

type keyRow struct{ id, name, scopes, until, used string }

// terms are for how many days a key can be made.
var terms = []string{"90", "365", "730"}

// ShowKeys answers GET /medewerker/beheer/sleutels.
func (p *Pages) ShowKeys(c *fiber.Ctx) error {
	v := keysView{frame: frame{Request: staff.From(c)}, days: "365"}
	v.notice = v.Done("people.key.done.", "revoked")
	return p.showKeys(v)
}

func (p *Pages) showKeys(v keysView) error {
	v.here, v.title, v.key = "keys", v.Q.T("config.keys"), route.NewKey()
	for _, right := range route.OfKeys {
		if v.S.May(right) && !v.S.Limited(right) {
			v.offered = append(v.offered, right)
		}
	}
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := account.Keys(r)
		for _, k := range all {
			if k.Open(r.Now()) {
				v.open = append(v.open, v.row(k))
			} else {
				v.closed = append(v.closed, v.row(k))
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(v.C, v.Status(), keysPage(v))
}

func (v keysView) row(k account.Key) keyRow {
	day := func(at time.Time) string { return v.Q.Words.Date(calendar.DateIn(at, v.Zone())) }
	row := keyRow{id: string(k.ID), name: k.Name, scopes: v.rights(k.Scopes), until: v.Q.T("people.key.until", "when", day(k.Until)), used: v.Q.T("people.key.unused")}
	if !k.Used.IsZero() {
		row.used = v.Q.T("people.key.used", "when", day(k.Used))
	}
	if !k.Revoked.IsZero() {
		row.until = v.Q.T("people.key.revoked", "when", day(k.Revoked))
	}
	return row
}

// AddKey answers POST /medewerker/beheer/sleutels and shows the secret, this once. The form sent again is answered
// with the list: the secret was shown.
func (p *Pages) AddKey(c *fiber.Ctx) error {
	v := keysView{frame: frame{Request: staff.From(c)}, name: c.FormValue("naam"), days: c.FormValue("dagen")}
	v.scopes = v.ticked("recht")
	days, err := strconv.Atoi(v.days)
	if err != nil || !slices.Contains(terms, v.days) {
		days = 0
	}
	n := account.NewKey{Name: v.name, Scopes: v.scopes, For: time.Duration(days) * 24 * time.Hour}
	digest := sha256.Sum256([]byte(strings.Join([]string{n.Name, joinRights(n.Scopes), v.days}, "\x00")))
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := ledger.Once(tx, "key "+string(v.S.User)+" "+c.FormValue("keer"), digest[:], func() (account.KeyID, error) {
			k, secret, err := account.AddKey(tx, v.S.Authority(), n)
			v.secret = secret
			return k.ID, err
		})
		return err
	})
	if err == nil {
		v.name, v.scopes, v.days = "", nil, "365"
		return p.showKeys(v)
	}
	v.secret = ""
	fields := map[error]string{account.ErrKeyName: "naam", account.ErrScopes: "recht", account.ErrScopeHeld: "recht", account.ErrKeyTerm: "dagen"}
	if err := v.refuse(err, fields); err != nil {
		return err
	}
	return p.showKeys(v)
}

// RevokeKey answers POST /medewerker/beheer/sleutel/:id/intrekken.
func (p *Pages) RevokeKey(c *fiber.Ctx) error {
	r := staff.From(c)
	err := r.Change(p.Ledger, func(tx *ledger.Tx) error {
		return account.RevokeKey(tx, r.S.Authority(), account.KeyID(c.Params("id")))
	})
	if err != nil {
		return err
	}
	return r.Redirect(keysPath + "?gedaan=revoked")
}

// told is what a key is told of itself.
type told struct {
	Name   string        `json:"name"`
	Scopes []route.Right `json:"scopes"`
	Until  time.Time     `json:"until"`
}

// TellKey answers GET /api/key: what the key that is used may do, and until when. A supplier tries a key with it.
func (p *Pages) TellKey(c *fiber.Ctx) error {
	k, ok := account.CurrentKey(c)
	if !ok {
		return account.ErrKey
	}
	return c.JSON(told{k.Name, k.Scopes, k.Until})
}
