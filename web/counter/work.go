package counter

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
)

// workView is the workplace of one desk.
type workView struct {
	office   catalogue.Office
	desk     queue.DeskView
	seq      uint64
	now      nowView
	shared   sharedView
	live     string
	score    string // "98,4 % binnen 5 minuten"
	scoreOf  string // "60 van 61"
	scoreBad bool
	refusal  *page.Notice
	sent     sent // what was refused
	status   int
	part     bool // only the own area is shown
}

// ShowWork answers GET /medewerker/balie: the workplace, or the desks to choose from.
func (p *Pages) ShowWork(c *fiber.Ctx) error { return p.showWork(c, nil) }

// showWork shows the workplace with what was refused. Also that we are busy is said there, since what was
// chosen stays chosen; what is broken is an error.
func (p *Pages) showWork(c *fiber.Ctx, refused error) error {
	if refused != nil && !page.Mendable(refused) && ledger.CodeOf(refused) != ledger.Busy {
		return refused
	}
	at, found, err := p.place(c)
	if err != nil {
		return err
	}
	if !found {
		return p.showPlaces(c, fiber.StatusOK, refused)
	}
	q := page.From(c)
	s, _ := account.Current(c)
	v := workView{part: c.Get(partHeader) != "", refusal: sayRefusal(q, refused), status: fiber.StatusOK, live: string(q.Href(livePath + string(at.Office)))}
	if refused != nil {
		v.status, v.sent = route.Status(refused), sentBy(c)
	}
	if err := p.read(func(r ledger.Reader) error { return p.fill(r, q, at, &v) }); err != nil {
		return err
	}
	if v.part {
		return page.Render(c, v.status, nowArea(q, s, v))
	}
	return page.Render(c, v.status, workPage(q, s, v))
}

// ShowNow answers GET /medewerker/balie/nu: the area of the desk alone, which the page's script asks
// for after every change of the queue.
func (p *Pages) ShowNow(c *fiber.Ctx) error {
	at, found, err := p.place(c)
	if err != nil {
		return err
	}
	if !found {
		return queue.ErrNotYours
	}
	q := page.From(c)
	s, _ := account.Current(c)
	v := workView{part: true}
	if err := p.read(func(r ledger.Reader) error { return p.fill(r, q, at, &v) }); err != nil {
		return err
	}
	return page.Render(c, fiber.StatusOK, nowArea(q, s, v))
}

func (p *Pages) fill(r ledger.Reader, q page.Request, at queue.DeskRequest, v *workView) error {
	office, err := catalogue.OfficeByID(r, at.Office)
	if err != nil {
		return err
	}
	look, err := queue.Look(r, at.Office)
	if err != nil {
		return err
	}
	v.office, v.seq = office, r.Seq()
	for _, d := range look.Desks {
		if d.ID == at.Desk {
			v.desk = d
		}
	}
	if !v.part {
		if v.shared, err = shareView(r, q.Words, office, look); err != nil {
			return err
		}
		if err := v.fillScore(r, q); err != nil {
			return err
		}
	}
	return v.now.fill(r, p.Vault, q, office, look, v.desk)
}

// fillScore says how today goes at this office; never of a desk.
func (v *workView) fillScore(r ledger.Reader, q page.Request) error {
	f, err := queue.Figures(r, v.office.ID, v.office.Today(r.Now()))
	if err != nil || f.Appointments.N == 0 {
		return err
	}
	share := f.Appointments.Share5()
	v.score = q.T("counter.score", "share", percent(q.Words.Tag(), share))
	v.scoreOf = q.T("counter.score.of", "n", f.Appointments.Within5, "of", f.Appointments.N)
	v.scoreBad = share < 0.95
	return nil
}

// percent is "98,4" in Dutch and German, "98.4" in English.
func percent(tag string, share float64) string {
	text := strconv.FormatFloat(share*100, 'f', 1, 64)
	if tag == "en" {
		return text
	}
	return text[:len(text)-2] + "," + text[len(text)-1:]
}

// why are the words under which a reason of the steering stands.
func why(q page.Request, reason steer.Reason) string { return q.T("counter.why." + string(reason)) }

// minutes is a wait as a clock shows it: "3.50".
func minutes(d time.Duration) string {
	seconds := int(max(0, d).Seconds())
	return strconv.Itoa(seconds/60) + "." + string([]byte{byte('0' + seconds%60/10), byte('0' + seconds%60%10)})
}
