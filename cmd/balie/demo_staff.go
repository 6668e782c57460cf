package main

import (
	"context"
	"slices"

	"balie/booking/ledger"
	"balie/web/account"
)

// demoPassphrase opens every account of the demo, which listens on this machine alone.
const demoPassphrase = "moi wij proberen dit even uit"

// demoStaff are the demo's colleagues, who do not exist: one for each role, and some more at the desks.
var demoStaff = []account.NewUser{
	{Login: "ontvangst", Name: "Gerda Ontvangst", Roles: []account.Role{account.Reception}},
	{Login: "balie", Name: "Ilse Wisselink", Roles: []account.Role{account.Counter}},
	{Login: "balie2", Name: "Sem Proefman", Roles: []account.Role{account.Counter, account.Reception}},
	{Login: "balie3", Name: "Noor Testink", Roles: []account.Role{account.Counter}},
	{Login: "teamleider", Name: "Bram Bedachtink", Roles: []account.Role{account.TeamLead, account.Counter}},
	{Login: "buitendienst", Name: "Fenna van Demo", Roles: []account.Role{account.Field}},
	{Login: "beheerder", Name: "Karin Fictievink", Roles: []account.Role{account.Manager}},
	{Login: "controleur", Name: "Luuk de Verzonnen", Roles: []account.Role{account.Auditor}},
}

// demoParts are colleagues who share a desk with one of the others: they fill the roster.
var demoParts = []account.NewUser{
	{Login: "balie4", Name: "Dinie Probeersel", Roles: []account.Role{account.Counter}},
	{Login: "balie5", Name: "Evert Nagemaakt", Roles: []account.Role{account.Counter}},
	{Login: "balie6", Name: "Hanna Denkbeeldig", Roles: []account.Role{account.Counter, account.Field}},
	{Login: "zorg", Name: "Marga Monsterboom", Roles: []account.Role{account.Counter}},
	{Login: "zorg2", Name: "Omar Testink", Roles: []account.Role{account.Counter}},
	{Login: "telefoon", Name: "Anna te Voorbeeld", Roles: []account.Role{account.Counter}},
	{Login: "telefoon2", Name: "Chris van Demo", Roles: []account.Role{account.Counter}},
	{Login: "bus", Name: "Jan Proefman", Roles: []account.Role{account.Field}},
	{Login: "bus2", Name: "Karim Voorbeeldink", Roles: []account.Role{account.Field}},
}

// furnishStaff makes the demo's accounts ready to sign in where there are none. It reports whether
// the passphrase opens them.
func furnishStaff(ctx context.Context, h *house) (opens bool, err error) {
	var any bool
	err = h.ledger.View(func(r ledger.Reader) (err error) { any, err = account.Any(r); return err })
	if err != nil || any {
		return false, err
	}
	hash, err := account.NewHasher(account.StandardCost, 1).Hash(ctx, demoPassphrase)
	if err != nil {
		return false, err
	}
	return true, h.ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
		for _, n := range slices.Concat(demoStaff, demoParts) {
			u, err := account.AddUser(tx, account.Operator, n)
			if err != nil {
				return err
			}
			code, err := account.Invite(tx, account.Operator, u.ID)
			if err != nil {
				return err
			}
			if _, err := account.SetUp(tx, code, hash); err != nil {
				return err
			}
		}
		return nil
	})
}

// sayStaff prints how to come in as a colleague.
func sayStaff(proc *process, h *house, opens bool) {
	proc.printf("  colleagues   %s/medewerker\n", h.base)
	if !opens {
		proc.printf("    with the accounts that are in the folder\n\n")
		return
	}
	proc.printf("    passphrase   %s\n    sign in as   ", demoPassphrase)
	for i, n := range demoStaff {
		if i > 0 {
			proc.printf(", ")
		}
		proc.printf("%s", n.Login)
	}
	proc.printf("\n\n")
}
