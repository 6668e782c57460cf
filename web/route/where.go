package route

// Where says how a route names the office that it is about, for colleagues who have its right at some offices
// only. Whatever a route says, an office that its form or address names under "locatie" counts too.
type Where string

// The ways.
const (
	AtField  Where = "field"  // "locatie", or :office in its path; where it names none, one that the colleague may
	AtDesk   Where = "desk"   // the desk at which the colleague sits; the handler shows no other office's
	AtTicket Where = "ticket" // :id is a ticket
	AtScreen Where = "screen" // "plek" is an office or a vehicle, "scherm" a screen, "bericht" what stands on them
	AtChange Where = "change" // :id is a planned change
	AtEach   Where = "each"   // it names none: the handler shows only offices of the colleague's
)

// Wheres are all ways.
var Wheres = []Where{AtField, AtDesk, AtTicket, AtScreen, AtChange, AtEach}
