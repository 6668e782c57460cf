package route

import (
	"fmt"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// Access says for whom a route is at all.
type Access string

// The kinds of access.
const (
	Public Access = "public" // everybody
	Self   Access = "self"   // whoever opened this appointment; the handler asks others for the code
	Staff  Access = "staff"  // a colleague who is signed in and has the route's Right
	Device Access = "device" // a paired device that has the route's Right
	Key    Access = "key"    // a machine whose key has the route's Right among its scopes
)

// Limit names how often one visitor may use a route; package web gives each its rate.
type Limit string

// The limits.
const (
	Free   Limit = "free"   // as often as they like: assets, health
	Look   Limit = "look"   // pages
	Change Limit = "change" // holds, bookings, moves
	Slow   Limit = "slow"   // holds and bookings of a browser that brings no proof of work
	Guess  Limit = "guess"  // opening something by a code or a secret
	Enter  Limit = "enter"  // colleagues who sign in, all behind one address in the morning; guessing has limits of its own
)

// Limits are all limits.
var Limits = []Limit{Free, Look, Change, Slow, Guess, Enter}

// Kind says who reads the answers of a route.
type Kind string

// The kinds.
const (
	// Page is for people: read with GET, changed with POST of a plain form from this site, under each
	// language, refused in words.
	Page Kind = "page"
	// Machine is for programs: any method and body, under one address, refused by the route's Refuse.
	Machine Kind = "machine"
)

// Route is one line of the table: what is answered, for whom, and how often. A table with a line that
// says too little refuses to start.
type Route struct {
	First   func(*fiber.Ctx) error // asked before anybody is let in; mostly none
	Kind    Kind                   // "" is Page
	Method  string
	Path    string
	Site    Site
	Door    ledger.Door // by which way somebody comes in here, for events; "" where nothing is written
	Access  Access
	Right   Right // of Staff, Device and Key
	At      Where // how it names its office: of every right that somebody can have at some offices only
	Limit   Limit
	Handler fiber.Handler
	// Refuse writes a refusal in the words of a machine's contract; nil is problem+json (RFC 9457).
	Refuse func(c *fiber.Ctx, status int, err error) error
	// Bus routes are about a bus that comes to residents, and not there where none does.
	Bus bool
	// Upload is how many bytes the form of this route has at most, with a file in it; 0 is a plain form, which is small.
	Upload int
	// Bare pages have no words, so they do not stand under a language.
	Bare bool
	// Early routes are also for a colleague who has yet to set up the second step.
	Early bool
	// Fresh routes ask for a passphrase or code that was shown in the last quarter of an hour.
	Fresh bool
	// Locked routes are also for a colleague whose screen is locked.
	Locked bool
	// Live routes stream, or are asked again and again by a page: they keep no session alive.
	Live bool
}

// IsMachine reports whether programs read the answers.
func (r Route) IsMachine() bool { return r.Kind == Machine }

// Languages are those under whose prefix every page answers too.
var Languages = []string{"nl", "en", "de"}

// Paths are all paths of the route: its own, and those under a language.
func (r Route) Paths() []string {
	all := []string{r.Path}
	if r.Bare || r.IsMachine() {
		return all
	}
	for _, l := range Languages {
		all = append(all, "/"+l+r.Path)
	}
	return all
}

// methods are what programs may ask for.
var methods = []string{fiber.MethodGet, fiber.MethodPost, fiber.MethodPut, fiber.MethodPatch, fiber.MethodDelete}

// Check refuses a route that does not say who may use it, what it lets them do, where, and how often.
func (r Route) Check() error {
	for _, fault := range []struct {
		is   bool
		text string
	}{
		{!slices.Contains([]Access{Public, Self, Staff, Device, Key}, r.Access), "does not say who may use it"},
		{r.guarded() && !slices.Contains(Rights, r.Right), "does not say which right it asks"},
		{!r.guarded() && r.Right != "", "asks a right of nobody"},
		{r.Access == Key && !r.IsMachine(), "is for machines and is a page"},
		{!slices.Contains(Sites, r.Site), "does not say on which site it answers"},
		{r.Access == Device && r.Site != LobbySite, "is for devices and stands elsewhere"},
		{r.Access == Staff && r.Site != StaffSite && r.Site != LobbySite, "is for colleagues and stands in public"},
		{r.Access == Staff && r.Right.OfOffice() != slices.Contains(Wheres, r.At) || r.Access != Staff && r.At != "", "does not say of which office it is"},
		{!slices.Contains(Limits, r.Limit), "does not say how often"},
		{!slices.Contains([]Kind{"", Page, Machine}, r.Kind), "does not say who reads it"},
		{!r.IsMachine() && r.Method != fiber.MethodGet && r.Method != fiber.MethodPost, "is a page: read with GET and changed with POST"},
		{!r.IsMachine() && r.Refuse != nil, "is a page: package web writes its refusals"},
		{!slices.Contains(methods, r.Method), "has no method"},
		{r.Upload > 0 && (r.Method != fiber.MethodPost || r.Access != Staff), "takes a file from anybody"},
		{r.Handler == nil, "has no handler"},
	} {
		if fault.is {
			return fmt.Errorf("%s %s %s", r.Method, r.Path, fault.text)
		}
	}
	return nil
}

// guarded reports whether somebody must have a right.
func (r Route) guarded() bool { return r.Access == Staff || r.Access == Device || r.Access == Key }
