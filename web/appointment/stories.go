package appointment

import (
	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/supply"
	"balie/web/asked"
	"balie/web/page"
	"balie/web/paper"
	"time"

	"github.com/a-h/templ"
)

// Stories are the pages of an appointment with data that is awkward: long words, a dozen things to bring,
// everything wrong.
func Stories() []page.Story {
	story := func(name string, of func(page.Request) templ.Component) page.Story {
		return page.Story{Room: "appointment", Name: name, Page: of}
	}
	return []page.Story{
		story("appointment", func(q page.Request) templ.Component { return appointmentPage(q, storyAppointment(q, booking.Booked)) }),
		story("appointment-cancelled", func(q page.Request) templ.Component {
			return appointmentPage(q, storyAppointment(q, booking.Cancelled))
		}),
		story("appointment-over", func(q page.Request) templ.Component { return appointmentPage(q, storyAppointment(q, booking.Served)) }),
		story("cancel", func(q page.Request) templ.Component { return cancelPage(q, storyAppointment(q, booking.Booked)) }),
		story("card", func(q page.Request) templ.Component { return cardPage(q, storyAppointment(q, booking.Booked)) }),
		story("wishes", func(q page.Request) templ.Component {
			other := storyProduct
			other.ID = "y"
			return wishesPage(q, wishesView{a: booking.Appointment{ID: booking.AppointmentID(storyKey)}, when: q.Words.Moment(storyDay, 124), notice: page.NoticeOf(q.Words, booking.ErrUnchanged),
				lines: []wishLine{{storyProduct, 2, true}}, more: []wishLine{{other, 0, false}}})
		}),
		story("sure", func(q page.Request) templ.Component { return surePage(q, storySure(q)) }),
		story("reach", func(q page.Request) templ.Component {
			return contactPage(q, contactView{a: booking.Appointment{ID: booking.AppointmentID(storyKey)}, details: storyContact})
		}),
		story("questions", func(q page.Request) templ.Component {
			return questionsPage(q, questionsView{a: booking.Appointment{ID: booking.AppointmentID(storyKey)}, list: []page.Fault{{Field: "vraag_1_a", Text: q.T("fault.answer.missing")}},
				asked: []asked.Question{{ID: "vraag_1_a", Ask: page.Awkward, Fault: q.T("fault.answer.missing")},
					{ID: "vraag_1_b", Ask: page.Awkward, Choices: []page.Option{{Value: "1", Text: page.Awkward}, {Value: "2", Text: "B"}}, Optional: true}}})
		}),
		story("open", func(q page.Request) templ.Component { return openPage(q, openView{}) }),
		story("open-by-id", func(q page.Request) templ.Component {
			return openPage(q, openView{id: booking.AppointmentID(storyKey), known: &knownView{when: q.Words.Date(storyDay) + ", " + q.Words.At(124), where: page.AwkwardOffice().Name, here: true,
				notice: page.NewNotice(page.Warn, q.T("door.out.tooearly"), q.T("door.out.tooearly.do"))}})
		}),
		story("open-wrong", func(q page.Request) templ.Component {
			return openPage(q, openView{code: page.Awkward, fault: q.T("fault.code.shape")})
		}),
		story("lost", func(q page.Request) templ.Component {
			return resendLinkPage(q, resendLinkView{mail: true, email: page.Awkward, fault: q.T("fault.email.shape")})
		}),
		story("lost-sent", func(q page.Request) templ.Component { return resendLinkPage(q, resendLinkView{mail: true, sent: true}) }),
	}
}

const (
	storyKey = "0123456789ABCDEFGHJKMNPQRS"
	storyDay = calendar.Date(20788) // 2026-12-01, a Tuesday
)

var storyContact = contact.Details{
	Name: "Wilhelmina Alexandrina van " + page.Awkward + "-Testinkhof", Channel: contact.ByEmail,
	Email: "wilhelmina.alexandrina.van.voorbeeldenburg@" + page.Awkward + ".example", Phone: "+31 (0)315 000 111",
}

var storyProduct = catalogue.Product{ID: "x", MaxPersons: 3, Texts: map[string]catalogue.ProductText{"nl": {Name: page.Awkward}}}

// storySure is a change that asks a question and a number, both wrong.
func storySure(q page.Request) sureView {
	at := supply.Offer{Office: "x", Date: storyDay, Start: 124}
	return sureView{
		revision: revision{id: booking.AppointmentID(storyKey), wish: catalogue.Wish{{Product: "x", Persons: 3}}, at: &at}, phone: true, bring: page.AwkwardLines(6),
		summary: []page.Item{{Key: q.T("revise.was"), Lines: page.AwkwardLines(3)}, {Key: q.T("revise.what"), Lines: page.AwkwardLines(2), Change: "/a", What: q.T("sum.what.change")}},
		asked:   []asked.Question{{ID: "vraag_1_x", Ask: page.Awkward, Fault: q.T("fault.answer.missing")}},
		faults:  map[string]string{"telefoon": q.T("fault.phone.missing")}, list: []page.Fault{{Field: "telefoon", Text: q.T("fault.phone.missing")}},
	}
}

func storyAppointment(q page.Request, state booking.State) appointmentView {
	v := appointmentView{
		a:      booking.Appointment{ID: booking.AppointmentID(storyKey), State: state, Changed: time.Unix(0, 0)},
		office: page.AwkwardOffice(), when: q.Words.Date(storyDay), at: q.Words.At(124), what: page.AwkwardLines(5), bring: page.AwkwardLines(12), who: page.AwkwardLines(6),
		code: "7K4M P2XQ", link: "/a/" + storyKey, told: q.T("app.reach.mail", "email", "w…g@"+page.Awkward+".example"), changeable: true, ready: true,
	}
	for i, what := range v.bring {
		v.ticks = append(v.ticks, page.Tick{Text: what, Done: i%2 == 0})
	}
	v.meet = paper.MeetingOf(q.Words, catalogue.AtCounter, v.office, 124, "")
	v.qr, v.qrSize, _ = paper.QRPath(paper.VisitCode("https://afspraak.example", storyKey)) // a fixed code: cannot fail
	v.title(q, state == booking.Booked, false)
	return v
}
