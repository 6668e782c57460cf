package account

import "balie/web/route"

// Routes are for how colleagues come in, and for what they do with their own account.
func (a *Accounts) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker", Access: route.Public, Limit: route.Look, Handler: a.ShowSignIn},
		{Method: "POST", Path: "/medewerker/inloggen", Access: route.Public, Limit: route.Enter, Handler: a.SignIn},
		{Method: "GET", Path: "/medewerker/code", Access: route.Public, Limit: route.Look, Handler: a.ShowCode},
		{Method: "POST", Path: "/medewerker/code", Access: route.Public, Limit: route.Enter, Handler: a.UseCode},
		{Method: "GET", Path: "/medewerker/instellen", Access: route.Public, Limit: route.Look, Handler: a.ShowSetUp},
		{Method: "POST", Path: "/medewerker/instellen", Access: route.Public, Limit: route.Guess, Handler: a.SetUp},
		{Method: "GET", Path: "/medewerker/oidc", Access: route.Public, Limit: route.Enter, Handler: a.GoToProvider},
		{Method: "GET", Path: "/medewerker/oidc/terug", Access: route.Public, Limit: route.Enter, Handler: a.ComeBack},
		{Method: "POST", Path: "/medewerker/uitloggen", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Locked: true, Limit: route.Change, Handler: a.SignOut},
		{Method: "GET", Path: "/medewerker/bevestigen", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Limit: route.Look, Handler: a.ShowProve},
		{Method: "POST", Path: "/medewerker/bevestigen", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Limit: route.Change, Handler: a.Prove},
		{Method: "GET", Path: "/medewerker/ik", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Limit: route.Look, Handler: a.ShowOwn},
		{Method: "POST", Path: "/medewerker/ik/sessie", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Limit: route.Change, Handler: a.Revoke},
		{Method: "GET", Path: "/medewerker/slot", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Locked: true, Limit: route.Look, Handler: a.ShowLock},
		{Method: "POST", Path: "/medewerker/slot", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Locked: true, Limit: route.Change, Handler: a.Unlock},
		{Method: "POST", Path: "/medewerker/slot/nu", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Locked: true, Limit: route.Change, Handler: a.Lock},
		{Method: "GET", Path: "/medewerker/wakker", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Locked: true, Live: true, Limit: route.Look, Handler: a.Awake},
		{Method: "POST", Path: "/medewerker/wakker", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Limit: route.Change, Handler: a.Awake},
		{Method: "POST", Path: "/medewerker/ik/pin", Access: route.Staff, Right: route.UseOwnAccount, Fresh: true, Limit: route.Change, Handler: a.ChoosePIN},
		{Method: "POST", Path: "/medewerker/ik/alarmtoets", Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Change, Handler: a.ChooseAlarmKey},
		{Method: "GET", Path: "/medewerker/ik/wachtzin", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Fresh: true, Limit: route.Look, Handler: a.ShowPassphrase},
		{Method: "POST", Path: "/medewerker/ik/wachtzin", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Fresh: true, Limit: route.Change, Handler: a.ChangePassphrase},
		{Method: "GET", Path: "/medewerker/ik/tweede-stap", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Fresh: true, Limit: route.Look, Handler: a.ShowSecond},
		{Method: "POST", Path: "/medewerker/ik/tweede-stap", Access: route.Staff, Right: route.UseOwnAccount, Early: true, Fresh: true, Limit: route.Change, Handler: a.SetSecond},
		{Method: "POST", Path: "/medewerker/ik/tweede-stap/weg", Access: route.Staff, Right: route.UseOwnAccount, Fresh: true, Limit: route.Change, Handler: a.DropOwnSecond},
		{Method: "POST", Path: "/medewerker/ik/reservecodes", Access: route.Staff, Right: route.UseOwnAccount, Fresh: true, Limit: route.Change, Handler: a.DrawCodes},
	})
}
