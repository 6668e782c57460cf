package account

import (
	"balie/web/route"
	"slices"

	"github.com/a-h/templ"
)

// NavItem is one place in the bar of every page of staff. Its words stand under "nav." and its key.
type NavItem struct {
	Path, Key string
	Right     route.Right
	// Within is the key of a place of which this is a part: who may open that finds this there, and not in the bar.
	Within string
}

// places are where a colleague may go.
func (s Session) places() (items []NavItem) {
	for _, item := range s.nav {
		if s.May(item.Right) && !s.within(item) {
			items = append(items, item)
		}
	}
	return items
}

// within reports whether a place is a part of another that the colleague may open.
func (s Session) within(item NavItem) bool {
	return slices.ContainsFunc(s.nav, func(n NavItem) bool { return n.Key == item.Within && s.May(n.Right) })
}

// at is the place in the bar where a page belongs: that of which it is a part, for who has that.
func (s Session) at(key string) string {
	for _, item := range s.nav {
		if item.Key == key && s.within(item) {
			return item.Within
		}
	}
	return key
}

// inBar is how many places stand in the bar; the others are behind one button.
const inBar = 4

// bar splits the places into those in the bar and the others; a single one more has room too.
func (s Session) bar() (first, more []NavItem) {
	all := s.places()
	if len(all) <= inBar+1 {
		return all, nil
	}
	return all[:inBar], all[inBar:]
}

func here(items []NavItem, key string) bool {
	return slices.ContainsFunc(items, func(n NavItem) bool { return n.Key == key })
}

// home is the first place of a colleague, else their own account.
func (s Session) home() string {
	if items := s.places(); len(items) > 0 {
		return items[0].Path
	}
	return ownPath
}

// Head is what stands around a page of staff.
type Head struct {
	Title   string
	Here    string          // the key of the place in the bar where this page belongs
	Error   bool            // the title says so first, for whoever hears it
	Wide    bool            // the page makes its own areas, from edge to edge
	Place   string          // in the bar beside the mark: "Balie 3, Gemeentehuis Gendringen"
	Bar     templ.Component // in the bar before the name; may be nil
	Scripts []string        // of this page, beside the ones that every page has: "live.js"
	Styles  []string        // likewise: "field.css"
}

// scripts are those of every page, of the alarm where there is one, and of this page.
func (s Session) scripts(h Head) (names []string) {
	names = []string{"balie.js", "staff.js"}
	if s.User != "" {
		names = append(names, "lock.js")
	}
	if s.alarmed() {
		names = append(names, "live.js", "alarm.js", "assist.js")
	}
	for _, name := range h.Scripts {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// alarmed reports whether the alarm stands on this colleague's pages.
func (s Session) alarmed() bool { return s.alarm != nil && !s.Unfinished }
