package messages

import (
	"slices"
	"strings"

	"balie/web/paper"
)

// text is the letter for whoever reads mail as plain text.
func (l letter) text() string {
	var b strings.Builder
	paragraph := func(lines ...string) { b.WriteString(strings.Join(lines, "\n") + "\n\n") }
	paragraph(l.title)
	paragraph(filled(append(append([]string{l.when}, l.what...), l.where))...)
	if l.invite {
		paragraph(l.how)
		paragraph(l.words.T("invite.link")+":", l.link)
		paragraph(l.foot()...)
		return strings.TrimSpace(b.String()) + "\n"
	}
	list(paragraph, l.asked.title(l.words), l.asked.lines())
	if l.over() {
		paragraph(l.overText())
	} else {
		paragraph(l.T("mail.code", "code", l.code))
		list(paragraph, l.bringTitle(), l.bring)
		list(paragraph, l.words.T("who.title"), l.who)
		list(paragraph, l.words.T("sum.cost"), l.cost)
		paragraph(append([]string{l.words.T("app.how"), l.how}, l.videoLines()...)...)
		paragraph(l.linkTitle()+":", l.link, l.linkText())
	}
	paragraph(l.foot()...)
	return strings.TrimSpace(b.String()) + "\n"
}

// filled are the lines that say something.
func filled(lines []string) []string {
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

func list(paragraph func(...string), title string, items []string) {
	if len(items) > 0 {
		paragraph(title, "- "+strings.Join(items, "\n- "))
	}
}

func (l letter) videoLines() []string {
	if l.video == "" {
		return nil
	}
	return []string{l.words.T("meeting.video.link") + ": " + l.video}
}

// foot says who writes, and how to answer.
func (l letter) foot() []string {
	foot := []string{l.T("mail.why"), l.T("mail.answer")}
	if l.invite {
		foot[0] = l.T("invite.why")
	}
	if l.door {
		foot[0] = l.T("bus.deliver.why")
	}
	if l.phone != "" {
		foot = append(foot, l.T("mail.call"))
	}
	return foot
}

// html is the same letter with headings, for whoever reads mail so.
func (l letter) html() (string, error) {
	return dressed(letterPage(l), l.colour)
}

// bringTitle stands above what is to be brought, or lies ready at home.
func (l letter) bringTitle() string {
	if l.door {
		return l.words.T("bus.deliver.ready")
	}
	return paper.Said(l.words, l.route, "bring.title")
}

// linkTitle and linkText say where it is looked after: the link to a call at a door asks for the code.
func (l letter) linkTitle() string {
	if l.door {
		return l.words.T("bus.deliver.have.link")
	}
	return l.words.T("mail.link")
}

func (l letter) linkText() string {
	if l.door {
		return l.words.T("bus.deliver.code")
	}
	return l.words.T("app.back.text")
}

// overText says of what is off that there is nothing more to do.
func (l letter) overText() string {
	if l.door {
		return l.words.T("bus.deliver.off.text")
	}
	return l.words.T("app.cancelled.text")
}
