package messages

import (
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/web/lang"
)

// Preview is a message with made-up data, as a municipality looks at its words: a subject, where it has one, and the
// lines of its paragraphs.
type Preview struct {
	By         contact.Channel
	Subject    string
	Paragraphs [][]string
}

// kinds are the messages in which a text stands, by how its key begins; the others stand in a confirmation.
var kinds = []struct{ begins, kind string }{
	{"app.moved", booking.NotifyMoved}, {"app.changed", booking.NotifyRevised}, {"app.cancelled", booking.NotifyCancelled}, {"rescheduled.", booking.NotifyRescheduled}, {"running.", booking.NotifyLate}, {"mail.reminder", booking.NotifyReminder},
	{"mail.lost", booking.NotifyLink}, {"asked.", booking.NotifyReschedule}, {"earlier.", booking.NotifyEarlier}, {"brought.", booking.NotifyImported},
	{"invite.", booking.NotifyInvite}, {"rush.", booking.NotifyProof},
}

func kindOf(key string) string {
	for _, one := range kinds {
		if strings.HasPrefix(key, one.begins) {
			return one.kind
		}
	}
	return booking.NotifyBooked
}

// What is made up.
const (
	sampleBase = "https://afspraak.voorbeeld.nl"
	sampleCode = "7K4M P2XQ"
	samplePin  = "123456"
	sampleCall = "(0800) 00 00"
)

// PreviewOf is the message in which a text stands, by a channel, in some words; what is made up of products and
// places stands under "config.own.sample." in them.
func PreviewOf(words lang.Words, house, key string, by contact.Channel) Preview {
	kind := kindOf(key)
	p := Preview{By: by}
	if kind == booking.NotifyProof {
		said := proofLines(words, samplePin, house)
		if p.Paragraphs = [][]string{said}; by == contact.ByEmail {
			p.Subject = said[0]
		}
		return p
	}
	l := sample(words, house, kind, key)
	switch by {
	case contact.BySMS:
		brief := l.brief
		if l.invite {
			brief = l.briefInvite
		}
		p.Paragraphs = [][]string{{brief()}}
	case contact.ByLetter:
		printed := l.paper
		if l.invite {
			printed = l.paperInvite
		}
		one := printed(sampleBase)
		p.Subject = one.Title
		p.Paragraphs = [][]string{{one.Office}, one.When, one.What, one.Text, one.List}
		if one.Code != "" {
			p.Paragraphs = append(p.Paragraphs, []string{one.CodeLabel, one.Code})
		}
		p.Paragraphs = append(p.Paragraphs, one.Foot)
	default:
		p.Subject = l.subject()
		p.Paragraphs = Mail{Text: l.text()}.Paragraphs()
	}
	return p
}

// sample is a letter of a kind about nobody.
func sample(words lang.Words, house, kind, key string) letter {
	made := func(name string) string { return words.T("config.own.sample." + name) }
	day, at := calendar.DateOf(2027, 3, 9), calendar.Cell(124)
	l := letter{words: words, house: house, template: kind, title: title(words, kind, catalogue.AtCounter), when: words.Moment(day, at), what: []string{made("product")}, where: made("place"),
		office: made("office"), phone: sampleCall, code: sampleCode, bring: []string{made("bring")}, how: words.T("app.how.text", "time", words.At(at)), link: sampleBase + "/a/…"}
	other := words.T("asked.time", "when", words.Moment(day+1, at), "where", l.office)
	switch kind {
	case booking.NotifyReschedule:
		why := "asked.why.other"
		if strings.HasPrefix(key, "asked.why.") {
			why = key
		}
		l.asked = asked{why: words.T(why), times: []string{other}, until: words.T("asked.until", "until", words.Day(day-1))}
		if key == "asked.choose" {
			l.asked.times, l.asked.until = nil, words.T("asked.choose")
		}
	case booking.NotifyRescheduled:
		l.asked.why, l.asked.until = words.T("rescheduled.text"), words.T("rescheduled.do")
	case booking.NotifyLate:
		l.asked.why, l.asked.until = words.T("running.text"), words.T("running.do")
	case booking.NotifyImported:
		l.asked.why, l.asked.until = words.T("brought.text"), words.T("brought.do")
	case booking.NotifyEarlier:
		l.asked = asked{why: words.T("earlier.free"), times: []string{other}, until: words.T("earlier.until", "until", words.At(at)), alone: true}
	case booking.NotifyInvite:
		l.invite, l.title, l.when, l.where, l.how = true, words.T("invite.title"), "", "", words.T("invite.until", "day", words.Date(day))
	}
	return l
}
