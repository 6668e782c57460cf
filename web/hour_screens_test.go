package web_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"balie/queue"
	"balie/web/webtest"
)

// between is a part of a page.
func between(body, from, to string) string {
	_, rest, _ := strings.Cut(body, from)
	part, _, _ := strings.Cut(rest, to)
	return part
}

// after is what stands behind the mark of a state.
func after(state string) string {
	_, text, _ := strings.Cut(state, ">")
	return strings.TrimSpace(text)
}

// listed are the numbers of a list, and those of a class, by a pattern with the class and the number.
func listed(part, pattern string) (order, late []string) {
	order, late = []string{}, []string{}
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(part, -1) {
		number := strings.ReplaceAll(m[2], " ", "")
		if order = append(order, number); strings.Contains(m[1], "is-late") {
			late = append(late, number)
		}
	}
	return order, late
}

func (h *hour) hostSays() screen {
	_, body := h.host.Send("GET", "/medewerker/ontvangst?locatie=hal", "")
	s := screen{name: "host"}
	s.order, s.late = listed(between(body, `id="wachten"`, "</section>"), `class="balie-host__number([^"]*)"[^>]*data-key="([A-Z0-9]+)"`)
	return s
}

func (h *hour) leadSays() screen {
	_, body := h.lead.Send("GET", "/medewerker/vandaag?locatie=hal", "")
	s := screen{name: "lead", calls: map[string]string{}, desks: map[string]string{}}
	s.order, s.late = listed(between(body, `id="wacht"`, "</section>"), `<li(?: class="([^"]*)")?><b><a[^>]*>([A-Z0-9]+)</a>`)
	for _, row := range strings.Split(between(body, `class="balie-desks"`, "</ul>"), "<li>") {
		desk, state := webtest.Said(between(row, "<b>", "</b>")), webtest.Said("<i>"+between(row, `class="balie-console__state`, "</span>"))
		if m := regexp.MustCompile(`(roept|helpt) ([A-Z][0-9]+)`).FindStringSubmatch(state); m != nil {
			if s.desks[desk] = m[2]; m[1] == "roept" {
				s.calls[m[2]] = desk
			}
		} else if desk != "" {
			s.desks[desk] = after(state)
		}
	}
	advice := between(body, `balie-console__advice`, `balie-console__now`)
	warned := strings.TrimSpace(between(advice, "<p><b>", "</b>"))
	if strings.Contains(advice, "balie-conflict--calm") || strings.Contains(warned, "of bijna") { // no warning stands
		warned = ""
	}
	s.warns = &warned
	return s
}

func deskSays(name, body string) screen {
	s := screen{name: name, desks: map[string]string{}}
	for _, row := range strings.Split(between(body, `id="balies"`, "</ul>"), "<li>")[1:] {
		state := webtest.Said(between(row, "<small>", "</small>"))
		if with := strings.ReplaceAll(webtest.Said(between(row, `balie-desks__left">`, "</span>")), " ", ""); with != "" {
			state = with
		}
		if m := regexp.MustCompile(`>([^<>]+)<small>`).FindStringSubmatch(row); m != nil {
			s.desks[strings.TrimSpace(m[1])] = state
		}
	}
	warned := strings.TrimSpace(between(between(body, `id="balies"`, "<ul"), "<p><b>", "</b>"))
	s.warns = &warned
	s.order, s.late = listed(between(body, `class="balie-queue"`, "</ol>"), `class="balie-queue__item([^"]*)"><span class="balie-queue__number">([A-Z] ?[0-9]+)<`)
	return s
}

func (h *hour) boardSays() screen {
	_, body := h.board.Send("GET", "/bord", "")
	s := screen{name: "board", calls: map[string]string{}}
	for _, m := range regexp.MustCompile(`data-number="([A-Z0-9]+)" data-desk="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		if _, known := s.calls[m[1]]; !known { // the newest stands first
			s.calls[m[1]] = m[2]
		}
	}
	return s
}

// phonesSay is what the page of each number says to whoever has it.
func (h *hour) phonesSay() (all []screen) {
	look := h.look()
	for _, id := range h.ticketIDs(look) {
		_, body := h.Somebody(h.T).Send("GET", "/t/"+string(id), "")
		number := string(h.Ticket(id).Number)
		s := screen{name: "the phone of " + number, ranges: map[string]string{}}
		if between(body, `id="volgorde"`, ">") == "" {
			all = append(all, s)
			continue
		}
		s.calls, s.order = map[string]string{}, []string{}
		for _, one := range strings.Split(between(body, `data-waiting="`, `"`), ";") {
			if part := strings.Split(one, ","); len(part) == 3 {
				s.order = append(s.order, part[0])
				s.ranges[part[0]] = part[1] + "-" + part[2]
			}
		}
		for _, one := range strings.Split(between(body, `data-called="`, `"`), ";") {
			if called, desk, ok := strings.Cut(one, ","); ok {
				s.calls[called] = desk
			}
		}
		h.place(s, number, body)
		all = append(all, s)
	}
	return all
}

// place holds what a phone says of its own place against the order.
func (h *hour) place(s screen, number, body string) {
	h.T.Helper()
	before, said := slices.Index(s.order, number), between(body, "data-before>", "<")
	if said == "" {
		return // called, or too early to be
	}
	h.compared++
	want := fmt.Sprint(before)
	if before == 0 {
		want = "niemand"
	}
	if !strings.Contains(strings.ToLower(said), want) && before > 0 {
		h.T.Errorf("%s says %q are before it, and the order says %s", s.name, said, want)
	}
}

func (h *hour) ticketIDs(look queue.View) (ids []queue.TicketID) {
	for _, t := range look.Waiting {
		ids = append(ids, t.ID)
	}
	for _, t := range slices.Concat(look.Called, look.Serving) {
		ids = append(ids, t.ID)
	}
	return ids
}
