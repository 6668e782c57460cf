package web

// assistRoutes are for whoever may sit at a desk and does other work now.
func (a *App) assistRoutes() []Route {
	p := a.assist
	return []Route{
		{Method: "GET", Path: "/medewerker/helpen", Access: Staff, Roles: atDesk, Limit: Look, Handler: p.Show},
		{Method: "GET", Path: "/medewerker/helpen/nu", Access: Staff, Roles: atDesk, Limit: Look, Live: true, Handler: p.ShowNow},
		{Method: "POST", Path: "/medewerker/helpen", Access: Staff, Roles: atDesk, Limit: Change, Handler: p.Offer},
		{Method: "POST", Path: "/medewerker/helpen/kom", Access: Staff, Roles: atDesk, Limit: Change, Handler: p.Come},
		{Method: "POST", Path: "/medewerker/helpen/niet", Access: Staff, Roles: atDesk, Limit: Change, Handler: p.Decline},
	}
}
