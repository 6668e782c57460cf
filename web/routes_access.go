package web

import (
	"balie/booking"
	"balie/web/access"
	"balie/web/phone"
)

func (a *App) phones() *phone.Pages {
	return &phone.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Accounts: a.accounts, Mail: a.options.Mail, SMS: a.options.SMS, Video: a.options.Video}
}

// accessRoutes are for colleagues who help those who cannot book by themselves, or cannot be told.
func (a *App) accessRoutes() []Route {
	p := &access.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Accounts: a.accounts, Letters: a.options.Letters}
	t := a.phones()
	return []Route{
		{Method: "GET", Path: "/medewerker/bellijst", Access: Staff, Roles: callers, Limit: Look, Handler: t.ShowList},
		{Method: "POST", Path: "/medewerker/bellijst/bellen", Access: Staff, Roles: callers, Limit: Change, Handler: t.OpenListed},
		{Method: "GET", Path: "/medewerker/bellijst/wie", Access: Staff, Roles: callers, Limit: Look, Handler: t.ShowCallee},
		{Method: "POST", Path: "/medewerker/bellijst/uitkomst", Access: Staff, Roles: callers, Limit: Change, Handler: t.MarkListed},
		{Method: "POST", Path: "/medewerker/bellijst/uitnodiging", Access: Staff, Roles: callers, Limit: Change, Handler: t.OpenInvited},
		{Method: "GET", Path: "/medewerker/bellijst/genodigde", Access: Staff, Roles: callers, Limit: Look, Handler: t.ShowInvited},
		{Method: "POST", Path: "/medewerker/bellijst/genodigde", Access: Staff, Roles: callers, Limit: Change, Handler: t.MarkInvited},
		{Method: "GET", Path: "/medewerker/uitnodigingen", Access: Staff, Roles: callers, Limit: Look, Handler: p.ShowInvites},
		{Method: "POST", Path: "/medewerker/uitnodigingen", Access: Staff, Roles: callers, Limit: Change, Handler: p.Invite},
		{Method: "POST", Path: "/medewerker/uitnodigingen/intrekken", Access: Staff, Roles: callers, Limit: Change, Handler: p.Withdraw},
		{Method: "GET", Path: "/medewerker/partners", Access: Staff, Roles: leads, Limit: Look, Handler: p.ShowPartners},
		{Method: "POST", Path: "/medewerker/partners", Access: Staff, Roles: leads, Limit: Change, Handler: p.AddPartner},
		{Method: "POST", Path: "/medewerker/partners/sleutel", Access: Staff, Roles: leads, Limit: Change, Handler: p.RenewPartner},
		{Method: "POST", Path: "/medewerker/partners/stand", Access: Staff, Roles: leads, Limit: Change, Handler: p.TurnPartner},
		{Method: "GET", Path: "/medewerker/brieven", Access: Staff, Roles: callers, Limit: Look, Handler: p.ShowLetters},
		{Method: "POST", Path: "/medewerker/brieven/afdrukken", Access: Staff, Roles: callers, Limit: Change, Handler: p.PrintLetters},
		{Method: "POST", Path: "/medewerker/brieven/posten", Access: Staff, Roles: callers, Limit: Change, Handler: p.MarkLetters(booking.LetterSent, "sent")},
		{Method: "POST", Path: "/medewerker/brieven/opnieuw", Access: Staff, Roles: callers, Limit: Change, Handler: p.MarkLetters(booking.LetterWaits, "again")},
	}
}
