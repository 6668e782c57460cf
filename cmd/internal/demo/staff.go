package demo

import (
	"context"
	"slices"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/web/account"
	"balie/web/account/passphrase"
)

// Passphrase opens every account of the demo, which listens on this machine alone.
const Passphrase = "moi wij proberen dit even uit"

// hashCost is what a sign-in costs: little, since everybody knows the passphrase.
var hashCost = passphrase.Cost{Memory: 4 << 10, Time: 1, Threads: 1}

// Staff are the demo's colleagues, who do not exist: one for each role, and some more at the desks.
var Staff = []account.NewUser{
	{Login: "ontvangst", Name: "Gerda Ontvangst", Roles: []account.Role{account.Reception}},
	{Login: "balie", Name: "Ilse Wisselink", Roles: []account.Role{account.Counter}},
	{Login: "balie2", Name: "Sem Proefman", Roles: []account.Role{account.Counter, account.Reception}},
	{Login: "balie3", Name: "Noor Testink", Roles: []account.Role{account.Counter}},
	{Login: "teamleider", Name: "Bram Bedachtink", Roles: []account.Role{account.TeamLead, account.Counter}},
	{Login: "buitendienst", Name: "Fenna van Demo", Roles: []account.Role{account.Field}},
	{Login: "beheerder", Name: "Karin Fictievink", Roles: []account.Role{account.Manager}},
	{Login: "planner", Name: "Wim Bedenksel", Roles: []account.Role{account.Planner}},
	{Login: "inrichter", Name: "Yara Proefink", Roles: []account.Role{account.Functional}},
	{Login: "controleur", Name: "Luuk de Verzonnen", Roles: []account.Role{account.Auditor}},
}

// partTimers are colleagues who share a desk with one of the others: they fill the roster.
var partTimers = []account.NewUser{
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
func furnishStaff(ctx context.Context, h *server.Server) (opens bool, err error) {
	var any bool
	err = h.Ledger.View(func(r ledger.Reader) (err error) { any, err = account.Any(r); return err })
	if err != nil || any {
		return false, err
	}
	hash, err := passphrase.NewHasher(hashCost, 1).Hash(ctx, Passphrase)
	if err != nil {
		return false, err
	}
	return true, h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
		for _, n := range slices.Concat(Staff, partTimers) {
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
func sayStaff(proc *server.Process, h *server.Server, opens bool) {
	proc.Printf("  colleagues   %s/medewerker\n", h.StaffURL)
	if !opens {
		proc.Printf("    with the accounts that are in the folder\n\n")
		return
	}
	proc.Printf("    passphrase   %s\n    sign in as   ", Passphrase)
	for i, n := range Staff {
		if i > 0 {
			proc.Printf(", ")
		}
		proc.Printf("%s", n.Login)
	}
	proc.Printf("\n\n")
}
