package account

import (
	"slices"

	"balie/web/route"
)

// everybody has what concerns nobody but themselves, and the alarm.
var everybody = []route.Right{route.UseOwnAccount, route.SeeOwnRoster, route.RaiseAlarm}

// atDesk is what colleagues do who help at a desk or by telephone.
var atDesk = []route.Right{
	route.AlarmFirst, route.ServeAtDesk, route.PickByHand, route.HelpAtDesk, route.ReceiveVisitors, route.PrintTickets, route.SeeEmergency,
	route.ChangeForOthers, route.ExplainTimes, route.TakeCalls, route.KeepCallList, route.Invite, route.PrintLetters,
}

// leading is what who sets up the house has in common with who leads a day.
var leading = []route.Right{
	route.ManagePeople, route.SeeForecast, route.SeeFigures, route.CloseTimes, route.ManageScreens, route.ManagePartners, route.PlanRoster,
	route.SeeOutings, route.RunOutings, route.PlanOutings,
}

// rights are what each role may do as delivered, beside everybody. They are the only place that says so; what a
// municipality made of a role stands in its Definition.
var rights = map[Role][]route.Right{
	Reception: {route.AlarmFirst, route.ReceiveVisitors, route.PrintTickets, route.SeeEmergency},
	Counter:   atDesk,
	TeamLead: slices.Concat(atDesk, leading,
		[]route.Right{route.TryAlarm, route.LeadDay, route.DecideOutage, route.SealEmergency, route.WorkOnRoad}),
	Planner:    {route.PlanRoster, route.SeeForecast, route.SeeFigures, route.ExplainTimes, route.SeeOutings, route.PlanOutings},
	Field:      {route.SeeOutings, route.RunOutings, route.WorkOnRoad},
	Functional: {route.SetUp, route.ManageScreens, route.SeeForecast, route.SeeFigures, route.CloseTimes, route.ExplainTimes},
	Manager:    slices.Concat(leading, []route.Right{route.SetUp, route.ExplainTimes, route.ManageRoles, route.ManageKeys}),
	Auditor:    {route.ReadAudit},
}

// May reports whether a role has a right as delivered; one that does not exist has none.
func (r Role) May(right route.Right) bool {
	return slices.Contains(Roles, r) && (slices.Contains(everybody, right) || slices.Contains(rights[r], right))
}

// HoldersOf are the roles that have a right as delivered, in the order of Roles.
func HoldersOf(right route.Right) (roles []Role) {
	for _, role := range Roles {
		if role.May(right) {
			roles = append(roles, role)
		}
	}
	return roles
}
