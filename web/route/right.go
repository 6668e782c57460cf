package route

import "slices"

// Right is what a route lets somebody do, and what a role is made of: package account owns which role has
// which rights. A scope of a key for machines is a right too. They are kept by these texts.
type Right string

// What every colleague may do for themselves.
const (
	UseOwnAccount Right = "account.own"   // sign out, passphrase, second step, own sessions
	SeeOwnRoster  Right = "roster.own"    // own duties, and swapping them
	RaiseAlarm    Right = "alarm.raise"   // and hear one, go there, end it
	AlarmFirst    Right = "alarm.first"   // hears an alarm at once, others when nobody goes
	TryAlarm      Right = "alarm.try"     // the same, said to be a try
	ReadAudit     Right = "audit.read"    // who looked up whom, with a reason
	ManagePeople  Right = "people.manage" // let colleagues in, change and block them; whom, says account
	ManageRoles   Right = "roles.manage"  // say what a role may, and give any role to others
	ManageKeys    Right = "keys.manage"   // keys for machines of others
	UseKey        Right = "key.use"       // of every key for a machine
)

// At the counter and in the hall.
const (
	ServeAtDesk     Right = "desk.serve"       // call, help, finish, transfer
	PickByHand      Right = "queue.pick"       // call somebody out of their turn, with a reason
	HelpAtDesk      Right = "desk.help"        // be asked to open a desk before the norm breaks
	ReceiveVisitors Right = "visitors.receive" // find, let in, mark, put first
	PrintTickets    Right = "tickets.print"    // a number on paper
	SeeEmergency    Right = "emergency.see"    // the list of today without power, and typing back what was done on paper
	SealEmergency   Right = "emergency.seal"   // choose the PIN of that list
	LeadDay         Right = "day.lead"         // the day as it goes; close and open an office for today
	DecideOutage    Right = "outage.decide"    // what is done when a desk falls out
	SeeForecast     Right = "forecast.see"     // days ahead, and days that were with other choices
	SeeFigures      Right = "figures.see"      // what was counted of weeks that are over, never of a colleague
	CloseTimes      Right = "times.close"      // close an office or a desk for a while, and open it again
	ManageScreens   Right = "screens.manage"   // pair devices, messages on them, posters
	CheckIn         Right = "device.checkin"   // of a device: arrive, take a number, book
	ShowQueue       Right = "device.queue"     // of a device: the numbers that are called
	UseDevice       Right = "device.use"       // of every device that is paired
)

// For who cannot book by themselves.
const (
	ChangeForOthers Right = "appointments.change" // find by telephone, book, move, cancel
	TakeCalls       Right = "calls.take"          // residents who are helped by telephone or video
	KeepCallList    Right = "calllist.keep"       // whom no message reaches
	Invite          Right = "invitations.send"
	PrintLetters    Right = "letters.print"
	ManagePartners  Right = "partners.manage"
)

// Setting up.
const (
	SetUp        Right = "setup.change"  // products, offices, desks, hours, texts
	ExplainTimes Right = "times.explain" // why a time is offered, or not
)

// Roster and road.
const (
	PlanRoster  Right = "roster.plan"
	SeeOutings  Right = "outings.see"
	RunOutings  Right = "outings.run"  // report, cancel a day, settle deliveries, print addresses
	PlanOutings Right = "outings.plan" // draft, publish, move, adopt a proposal
	WorkOnRoad  Right = "road.work"    // help people at a stop, also without signal
)

// Group are rights that stand together on a page; its words stand under "right.group." and its key.
type Group struct {
	Key    string
	Rights []Right
}

// Groups are the rights that a role can have, in the order of a page. What is in none of them nobody gives:
// everybody has it, or devices, or keys.
var Groups = []Group{
	{"hall", []Right{ServeAtDesk, PickByHand, HelpAtDesk, ReceiveVisitors, PrintTickets, AlarmFirst, SeeEmergency}},
	{"others", []Right{ChangeForOthers, TakeCalls, KeepCallList, Invite, PrintLetters}},
	{"day", []Right{LeadDay, DecideOutage, CloseTimes, SeeForecast, SeeFigures, SealEmergency, TryAlarm, ExplainTimes}},
	{"road", []Right{PlanRoster, SeeOutings, RunOutings, PlanOutings, WorkOnRoad}},
	{"setup", []Right{SetUp, ManageScreens, ManagePartners}},
	{"people", []Right{ManagePeople, ManageRoles, ManageKeys, ReadAudit}},
}

// Rights are all rights of colleagues, devices and keys, in the order of a table.
var Rights = slices.Concat([]Right{UseOwnAccount, SeeOwnRoster, RaiseAlarm, CheckIn, ShowQueue, UseDevice, UseKey}, Grantable())

// Grantable are the rights that a role can have.
func Grantable() (all []Right) {
	for _, g := range Groups {
		all = append(all, g.Rights...)
	}
	return all
}

// ofOffice are the rights that somebody can have at some offices only. Every other right is of the whole house.
var ofOffice = []Right{
	ServeAtDesk, PickByHand, HelpAtDesk, ReceiveVisitors, PrintTickets, SeeEmergency, SealEmergency, LeadDay, DecideOutage, SeeForecast,
	CloseTimes, ManageScreens,
}

// OfOffice reports whether somebody can have a right at some offices only: each of its routes says where it is (At).
func (r Right) OfOffice() bool { return slices.Contains(ofOffice, r) }

// persons are the rights that show residents by name.
var persons = []Right{
	ServeAtDesk, PickByHand, HelpAtDesk, ReceiveVisitors, PrintTickets, SeeEmergency, SealEmergency, LeadDay, ChangeForOthers, TakeCalls, KeepCallList, Invite,
	PrintLetters, RunOutings, WorkOnRoad,
}

// ShowsPersons reports whether a right shows residents.
func (r Right) ShowsPersons() bool { return slices.Contains(persons, r) }

// OfKeys are the rights that a key for a machine can have: its scopes.
var OfKeys = []Right{
	ChangeForOthers, TakeCalls, Invite, SeeForecast, SeeFigures, CloseTimes, ExplainTimes, PlanRoster, SeeOutings, PlanOutings, SetUp, ManageScreens,
}
