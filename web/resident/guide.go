package resident

import (
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
)

// The guide is for who does not know what to choose: three questions at most, which end in a product, a
// call, a visit, or with somebody else. What an answer leads to is the name of a question, "=" and a
// product, or "!" and somewhere else.
//
//go:embed guide.json
var guideFile []byte

type said3 map[string]string // by language

func (s said3) in(w lang.Words) string {
	if text, ok := s[w.Tag()]; ok {
		return text
	}
	return s["nl"]
}

type guideData struct {
	Start     string                   `json:"start"`
	Questions map[string]guideQuestion `json:"questions"`
	Elsewhere map[string]guideEnd      `json:"elsewhere"`
}

type guideQuestion struct {
	Ask     said3 `json:"ask"`
	Answers []struct {
		To   string `json:"to"`
		Text said3  `json:"text"`
	} `json:"answers"`
}

// Elsewhere is the title of an end of the guide that is not with us; "" where there is none.
func Elsewhere(w lang.Words, end string) string { return guide.Elsewhere[end].Title.in(w) }

// guideEnd is who helps instead of us.
type guideEnd struct {
	Title  said3    `json:"title"`
	Text   said3    `json:"text"`
	Where  string   `json:"where"`
	Phone  string   `json:"phone"`
	Speaks []string `json:"speaks"` // languages
}

var guide = func() (g guideData) {
	if err := json.Unmarshal(guideFile, &g); err != nil {
		panic(err)
	}
	return g
}()

// guideView is one question, or its end.
type guideView struct {
	n       int // of the question
	ask     string
	answers []guideAnswer
	key     booking.VisitKey
	back    string
	end     *guideEnd
	speaks  []string
	hall    catalogue.Office
}

// guideAnswer leads to another question by a link, or to an end by a button, which counts.
type guideAnswer struct{ text, path, end string }

// ShowGuide answers GET /wegwijzer: the first question, or the one after the answers in the address.
func (p *Pages) ShowGuide(c *fiber.Ctx) error {
	q := page.From(c)
	trail := strings.Split(page.Clip(c.Query("pad"), longestQuery), ".")
	v := guideView{n: 1, key: booking.NewVisitKey(), back: "/"}
	at := guide.Start
	for _, step := range trail {
		if _, known := guide.Questions[step]; !known || !leads(at, step) {
			break
		}
		v.back = "/wegwijzer" + trailQuery(trail[:v.n-1])
		at, v.n = step, v.n+1
	}
	question := guide.Questions[at]
	v.ask = question.Ask.in(q.Words)
	err := p.read(func(r ledger.Reader) error {
		for _, a := range question.Answers {
			one := guideAnswer{text: a.Text.in(q.Words)}
			if _, further := guide.Questions[a.To]; further {
				one.path = "/wegwijzer" + trailQuery(append(append([]string{}, trail[:v.n-1]...), a.To))
			} else if one.end = a.To; !p.has(r, a.To) {
				continue
			}
			v.answers = append(v.answers, one)
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return page.Render(c, fiber.StatusOK, guidePage(q, v))
}

// leads reports whether an answer to a question leads to another.
func leads(from, to string) bool {
	for _, a := range guide.Questions[from].Answers {
		if a.To == to {
			return true
		}
	}
	return false
}

func trailQuery(trail []string) string {
	if len(trail) == 0 {
		return ""
	}
	return "?pad=" + strings.Join(trail, ".")
}

// has reports whether there is what an answer ends in: this municipality may not have every product.
func (p *Pages) has(r ledger.Reader, to string) bool {
	if id, product := strings.CutPrefix(to, "="); product {
		one, err := catalogue.ProductByID(r, catalogue.ProductID(id))
		return err == nil && len(p.forVisitors([]catalogue.Product{one})) > 0
	}
	_, known := guide.Elsewhere[strings.TrimPrefix(to, "!")]
	return known
}

// EndGuide answers POST /wegwijzer: it counts what the questions ended in, and leads there.
func (p *Pages) EndGuide(c *fiber.Ctx) error {
	q := page.From(c)
	key, err := booking.ParseVisitKey(c.FormValue("v"))
	if err != nil {
		return err
	}
	to, known := c.FormValue("naar"), false
	for _, question := range guide.Questions {
		for _, a := range question.Answers {
			known = known || a.To == to && strings.ContainsAny(to[:1], "=!")
		}
	}
	if !known {
		return booking.ErrDemand
	}
	what, path := to[1:], "/afspraak?product="+to[1:]
	if to[0] == '!' {
		what, path = "elsewhere/"+to[1:], "/wegwijzer/"+to[1:]
	}
	if err := p.change(c, func(tx *ledger.Tx) error { return booking.CountDemand(tx, what, key) }); err != nil {
		return err
	}
	return c.Redirect(string(q.Href(path)), fiber.StatusSeeOther)
}

// ShowElsewhere answers GET /wegwijzer/:einde: who helps instead of us.
func (p *Pages) ShowElsewhere(c *fiber.Ctx) error {
	q := page.From(c)
	end, known := guide.Elsewhere[c.Params("einde")]
	if !known {
		return c.Redirect(string(q.Href("/wegwijzer")), fiber.StatusSeeOther)
	}
	v := guideView{end: &end, hall: q.House.Hall}
	for _, tag := range end.Speaks {
		v.speaks = append(v.speaks, lang.In(tag).T("page.language.name"))
	}
	return page.Render(c, fiber.StatusOK, elsewherePage(q, v))
}
