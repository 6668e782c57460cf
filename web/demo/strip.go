package demo

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"balie/booking/calendar"
	"balie/web/page"
)

// Strip is what stands above a page of a demo: who is the colleague who is signed in there, "" for none.
func (p *Pages) Strip(q page.Request, who string) templ.Component {
	text := q.T("demo.you.resident")
	switch {
	case who != "":
		text = q.T("demo.you.colleague", "name", who)
	case strings.HasPrefix(q.Path, "/zuil"):
		text = q.T("demo.you.kiosk")
	case strings.HasPrefix(q.Path, "/bord"):
		text = q.T("demo.you.display")
	case strings.HasPrefix(q.Path, "/medewerker"), strings.HasPrefix(q.Path, "/scherm"):
		text = q.T("demo.you.nobody")
	}
	if p.Town.Practice != nil {
		return practiceStrip(q, *p.Town.Practice, p.Town, text)
	}
	return strip(q, p.Town, text)
}

// zone is where the town's clocks hang.
func (v view) zone() *time.Location {
	if zone := v.q.House.Hall.Location(); zone != nil {
		return zone
	}
	return time.UTC
}

// day is what day it is in the town.
func (v view) day() string { return v.q.Words.Day(calendar.DateIn(v.q.Now, v.zone())) }
