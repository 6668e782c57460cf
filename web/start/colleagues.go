package start

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
)

// rolesHere are the roles that a first colleague may get; the others are given on the page of colleagues.
var rolesHere = []account.Role{account.Reception, account.Counter, account.TeamLead}

// saveColleague is step 5: a colleague is let in and their link is shown, this once; or one says that all are in.
func (p *Pages) saveColleague(v *view) error {
	if v.typed.line("doe") != "nog" {
		if v.typed.line("later") != "" {
			return nil
		}
		m := v.own
		if m.Ready = true; m.Name == "" {
			v.to = Path + "?stap=1"
			return nil
		}
		return v.Change(p.Ledger, func(tx *ledger.Tx) error { _, err := catalogue.PutTown(tx, catalogue.NamedRef, m); return err })
	}
	n := account.NewUser{Login: v.typed.line("login"), Name: v.typed.line("collega")}
	for _, role := range rolesHere {
		if v.typed.has("rol", string(role)) {
			n.Roles = append(n.Roles, role)
		}
	}
	link, err := p.Accounts.LetIn(v.C, n)
	for field, refusals := range map[string][]error{"collega": {account.ErrName}, "login": {account.ErrLogin, account.ErrLoginTaken}, "rol": {account.ErrRoles, account.ErrNotYours}} {
		if route.IsOneOf(err, refusals...) {
			what, do := v.Q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
			v.faults[field] = what + " " + do
			return nil
		}
	}
	if err != nil {
		return err
	}
	v.link, v.let, v.stay = link, n.Name, true
	v.fill()
	return nil
}
