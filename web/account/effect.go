package account

import (
	"balie/booking/ledger"
	"balie/web/route"
)

// Effect is what a change of a role changes for one colleague.
type Effect struct {
	User       User
	More, Less []route.Right
}

// Effects are what a role as given would change for everybody who has it and may sign in, by name. Who has a right
// by another role keeps it.
func Effects(r ledger.Reader, d Definition) (all []Effect, err error) {
	having, err := holders(r, d.ID)
	for _, u := range having {
		if u.State == Blocked {
			continue
		}
		as := u
		as.State = Active
		before, err := grantsWith(r, as, nil)
		if err != nil {
			return nil, err
		}
		after, err := grantsWith(r, as, &d)
		if err != nil {
			return nil, err
		}
		e := Effect{User: u}
		for _, right := range route.Rights {
			switch was, is := before.may(right), after.may(right); {
			case is && !was:
				e.More = append(e.More, right)
			case was && !is:
				e.Less = append(e.Less, right)
			}
		}
		if len(e.More)+len(e.Less) > 0 {
			all = append(all, e)
		}
	}
	return all, err
}

// Holders counts for each role the accounts that have it and may sign in or are invited.
func Holders(r ledger.Reader) (n map[Role]int, err error) {
	all, err := All(r)
	n = map[Role]int{}
	for _, u := range all {
		if u.State == Active || u.State == Invited {
			for _, role := range u.Roles {
				n[role]++
			}
		}
	}
	return n, err
}

// AsDelivered is what a role could when it came with Balie, in the order of route.Rights; nothing for others.
func AsDelivered(role Role) []route.Right { return ordered(rights[role]) }
