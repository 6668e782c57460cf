package wording

import (
	"slices"

	"balie/web/lang"
)

// Group is where texts are read.
type Group string

// The groups, in the order of the page.
const (
	Mail   Group = "mail"   // e-mail, and what every message says alike
	SMS    Group = "sms"    // text messages
	Letter Group = "letter" // on paper
	Board  Group = "board"  // the screen in the hall
	Pillar Group = "pillar" // the pillar at the door
	Page   Group = "page"   // pages of residents
	Legal  Group = "legal"  // statements
)

// Groups are all groups.
var Groups = []Group{Mail, SMS, Letter, Board, Pillar, Page, Legal}

// Text is one text that a municipality may say in its own words.
type Text struct {
	Key   string
	Group Group
	// Needs are the places that may not be left out, and May all that may stand in it.
	Needs, May []string
	Long       bool // it may have paragraphs
}

// spare are places that a text can do without: the reader knows them from what stands around it.
var spare = []string{"house", "title", "phone", "hours"}

// more are places that texts of messages may have beyond those of their model. A text message has none: telephones
// lie on tables. {product} is "Afspraak met de gemeente" where a product is discreet, as in every line of the message.
var more = map[string][]string{
	"mail.code": {"house", "office", "when"}, "mail.why": {"office", "phone", "product", "when"}, "mail.answer": {"house", "office", "phone"},
	"mail.call": {"house", "office"}, "letter.change": {"house", "office", "phone", "product", "when"},
}

// keys are the texts of each group, in the order of the page.
var keys = map[Group][]string{
	Mail: {"app.made", "app.moved", "app.changed", "app.cancelled", "app.cancelled.text", "rescheduled.title", "rescheduled.text", "rescheduled.do", "running.title", "running.text", "running.do", "mail.reminder", "mail.lost",
		"asked.title", "asked.times", "asked.until", "asked.choose", "asked.why.desk.short", "asked.why.office.closed", "asked.why.other", "asked.why.stop.moved", "asked.why.stop.cancelled",
		"earlier.free", "earlier.until", "brought.title", "brought.text", "brought.do", "invite.title", "invite.until", "invite.link", "invite.why",
		"mail.code", "mail.link", "app.back.text", "app.how.text", "mail.why", "mail.answer", "mail.call", "rush.code", "rush.code.why"},
	SMS:    {"sms.from", "sms.link"},
	Letter: {"letter.from", "letter.change", "invite.letter", "app.code.say"},
	Board:  {"board.title", "board.now", "board.welcome", "board.welcome.text", "board.before", "board.go", "board.appointment", "board.walkin", "board.collect", "board.unknown", "board.closed", "board.closed.text"},
	Pillar: {"pillar.welcome", "pillar.welcome.text", "pillar.scan", "pillar.scan.under", "pillar.scan.right", "pillar.scan.left", "pillar.scan.camera", "pillar.scan.none", "pillar.type", "pillar.type.help", "pillar.none", "pillar.help.called", "pillar.help.coming", "pillar.what", "pillar.collect", "pillar.other",
		"pillar.wait", "pillar.wait.unknown", "pillar.late", "pillar.late.text", "pillar.shut", "pillar.shut.text", "pillar.instead", "pillar.booked", "pillar.booked.text", "pillar.follow",
		"pillar.out.here", "pillar.out.early", "pillar.out.late", "pillar.out.already", "pillar.out.finished", "pillar.out.tooearly", "pillar.out.toolate", "pillar.out.otherday", "pillar.out.elsewhere", "pillar.out.athome", "pillar.out.cancelled", "pillar.out.unknown"},
	Page: {"page.what", "home.title", "home.lead", "home.search.help", "home.none", "home.none.do", "home.have", "home.have.text", "home.bus", "home.bus.text", "product.fees.pay", "time.title", "time.best.text", "time.none", "time.none.do",
		"details.title", "details.name.help", "details.kept", "check.text", "app.code.keep", "app.change.text", "lost.text", "lost.call.text", "page.call", "bus.title", "bus.poster.talk"},
	Legal: {"privacy.title", "privacy.controller", "privacy.controller.text", "privacy.ground", "privacy.ground.text", "privacy.processors", "privacy.processors.text", "privacy.officer", "privacy.officer.text", "privacy.authority", "privacy.authority.text",
		"privacy.what", "privacy.what.text", "privacy.why", "privacy.why.text", "privacy.who", "privacy.who.text", "privacy.long", "privacy.long.text", "privacy.cookie", "privacy.cookie.text", "privacy.right", "privacy.right.text",
		"access.title", "access.for", "access.for.text", "access.how", "access.how.text", "access.tested", "access.tested.text", "access.status", "access.status.text", "access.not", "access.not.text", "access.tell", "access.tell.text",
		"complaint.title", "complaint.first", "complaint.first.text", "complaint.how", "complaint.how.text", "complaint.when", "complaint.when.text", "complaint.further", "complaint.further.text",
		"imprint.title", "imprint.who", "imprint.who.text", "imprint.reach", "imprint.reach.text"},
}

// texts are all of them, in the order of the page.
var texts = readTexts()

func readTexts() (all []Text) {
	for _, g := range Groups {
		for _, key := range keys[g] {
			model := lang.Places(lang.In(lang.Tags[0]).Whole(key))
			t := Text{Key: key, Group: g, May: append(slices.Clone(model), more[key]...), Long: g == Legal && len(key) > 5 && key[len(key)-5:] == ".text"}
			t.Needs = slices.DeleteFunc(slices.Clone(model), func(p string) bool { return slices.Contains(spare, p) })
			slices.Sort(t.May)
			all = append(all, t)
		}
	}
	return all
}

// Texts are the texts of a group.
func Texts(g Group) []Text {
	return slices.DeleteFunc(slices.Clone(texts), func(t Text) bool { return t.Group != g })
}

// Of returns the text of a key; ok is false where it is none that a municipality may change.
func Of(key string) (t Text, ok bool) {
	i := slices.IndexFunc(texts, func(t Text) bool { return t.Key == key })
	if i < 0 {
		return t, false
	}
	return texts[i], true
}
