package manage

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const maintenancePath = "/medewerker/beheer/onderhoud"

func (p *Pages) maintenanceRoutes() []route.Route {
	post := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: maintenancePath + path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: do}
	}
	return []route.Route{
		{Method: "GET", Path: maintenancePath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowMaintenance},
		post("/stop", p.SavePause), post("/stop/weg", p.EndPause), post("/melding", p.SaveNotice), post("/melding/weg", p.EndNotice), post("/terug", p.UndoMaintenance),
	}
}

// maintenanceView is what is told and stopped now, and the forms for it.
type maintenanceView struct {
	frame
	notice  *page.Notice
	pause   *catalogue.Pause
	all     []catalogue.Notice
	stop    typed // of the form that stops new appointments
	tell    typed // of the form of a notice
	faults  map[string]string
	places  []string // that are ticked
	editing string   // the notice in the form; "" is a new one
	made    int      // what can be undone
	about   string
}

func newMaintenanceView(c *fiber.Ctx) maintenanceView {
	v := maintenanceView{frame: frame{Request: staff.From(c), here: "maintenance"}, faults: map[string]string{}}
	v.title = v.Q.T("config.maintenance")
	return v
}

func (v *maintenanceView) read(r ledger.Reader) error {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	v.pause, v.all = m.Pause, slices.DeleteFunc(slices.Clone(m.Notices), func(n catalogue.Notice) bool { return n.Over(r.Now()) })
	if v.stop == nil {
		v.stop = typed{"medewerkers": "ja"}
		if m.Pause != nil {
			v.stop = spanTyped("stop-", m.Pause.Span, m.Pause.Texts)
			if m.Pause.Staff {
				v.stop["medewerkers"] = "ja"
			}
		}
	}
	if v.tell == nil {
		v.tell, v.places = typed{}, []string{catalogue.OnHome, catalogue.OnBooking}
		for _, n := range v.all {
			if n.ID == v.C.Query("melding") {
				v.tell, v.places, v.editing = spanTyped("", n.Span, n.Texts), n.Places, n.ID
			}
		}
	}
	ref, known := v.ref(v.C.Query("gedaan"))
	if !known {
		return nil
	}
	_, n, err := catalogue.LastMade(r, ref)
	if ledger.CodeOf(err) == ledger.Conflict {
		return nil
	}
	if v.C.Query("versie") == strconv.Itoa(n) {
		v.made, v.about = n, v.C.Query("gedaan")
	}
	return err
}

// ref is the record that a form is about: "stop", or the id of a notice.
func (v maintenanceView) ref(about string) (catalogue.Ref, bool) {
	switch {
	case about == "stop":
		return catalogue.PauseRef, true
	case catalogue.IsSlug(about) && about != "undone":
		return catalogue.NoticeRef(about), true
	}
	return catalogue.Ref{}, false
}

// spanTyped is a span with its texts as a form shows them.
func spanTyped(begin string, s catalogue.Span, texts map[string]string) typed {
	t := typed{}
	for name, m := range map[string]catalogue.Moment{"van": s.From, "tot": s.Until} {
		if m.Date != 0 {
			t[begin+name+"-dag"], t[begin+name+"-tijd"] = m.Date.String(), lang.In("nl").Clock(m.Time)
		}
	}
	for language, said := range texts {
		t[begin+"tekst-"+language] = said
	}
	return t
}

// span reads a span and texts from a form; faults are by the name of their field.
func (t typed) span(begin string, faults map[string]string) (s catalogue.Span, texts map[string]string) {
	for name, to := range map[string]*catalogue.Moment{"van": &s.From, "tot": &s.Until} {
		day, clock := t[begin+name+"-dag"], t[begin+name+"-tijd"]
		if day == "" && clock == "" {
			continue
		}
		date, err := calendar.ParseDate(day)
		if err != nil {
			faults[begin+name+"-dag"] = "day"
			continue
		}
		at, ok := typedTime(clock, 0)
		if !ok {
			faults[begin+name+"-tijd"] = "time"
			continue
		}
		*to = catalogue.Moment{Date: date, Time: at}
	}
	texts = map[string]string{}
	for _, language := range lang.Tags {
		if said := catalogue.CleanLine(t[begin+"tekst-"+language]); said != "" {
			texts[language] = said
		}
	}
	return s, texts
}

// blame puts what catalogue found wrong at the fields of a form.
func blame(begin string, found []error, faults map[string]string) {
	for _, err := range found {
		f, ok := err.(catalogue.Fault)
		if !ok {
			continue
		}
		at, why := map[string]string{"until": "tot-dag", "places": "op-home"}[f.Field], f.Field
		if len(f.Field) == len("texts.nl") {
			at, why = "tekst-"+f.Field[len("texts."):], "text"
		}
		if at = begin + at; faults[at] == "" {
			faults[at] = why
		}
	}
}

// ShowMaintenance answers GET /medewerker/beheer/onderhoud, with ?melding= for one that is changed.
func (p *Pages) ShowMaintenance(c *fiber.Ctx) error {
	v := newMaintenanceView(c)
	v.notice = v.Done("config.maintenance.done.", "undone")
	return p.showMaintenance(v)
}

func (p *Pages) showMaintenance(v maintenanceView) error {
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), maintenancePage(v))
}

// SavePause answers POST /medewerker/beheer/onderhoud/stop: no new appointments, from now or later on.
func (p *Pages) SavePause(c *fiber.Ctx) error {
	v := newMaintenanceView(c)
	v.stop = formOf(v.frame)
	var pause catalogue.Pause
	pause.Span, pause.Texts = v.stop.span("stop-", v.faults)
	pause.Staff = v.stop["medewerkers"] != ""
	if blame("stop-", pause.Faults(), v.faults); len(v.faults) > 0 {
		return p.showMaintenance(v)
	}
	return p.putMaintenance(v, "stop", func(tx *ledger.Tx) (int, error) { return catalogue.PutTown(tx, catalogue.PauseRef, pause) })
}

// EndPause answers POST /medewerker/beheer/onderhoud/stop/weg.
func (p *Pages) EndPause(c *fiber.Ctx) error {
	return p.putMaintenance(newMaintenanceView(c), "stop", func(tx *ledger.Tx) (int, error) { return catalogue.EndTown(tx, catalogue.PauseRef) })
}

// SaveNotice answers POST /medewerker/beheer/onderhoud/melding.
func (p *Pages) SaveNotice(c *fiber.Ctx) error {
	v := newMaintenanceView(c)
	v.tell = formOf(v.frame)
	v.editing = v.tell["melding"]
	n := catalogue.Notice{ID: v.editing}
	n.Span, n.Texts = v.tell.span("", v.faults)
	for _, place := range catalogue.NoticePlaces {
		if v.tell["op-"+place] != "" {
			n.Places = append(n.Places, place)
		}
	}
	if v.places = n.Places; n.ID == "" {
		if err := p.Ledger.View(func(r ledger.Reader) (err error) { n.ID, err = freshNotice(r); return err }); err != nil {
			return err
		}
	}
	if blame("", n.Faults(), v.faults); len(v.faults) > 0 {
		return p.showMaintenance(v)
	}
	return p.putMaintenance(v, n.ID, func(tx *ledger.Tx) (int, error) { return catalogue.PutTown(tx, catalogue.NoticeRef(n.ID), n) })
}

// freshNotice is an id that no notice ever had.
func freshNotice(r ledger.Reader) (string, error) {
	for n := 1; ; n++ {
		id := "melding-" + strconv.Itoa(n)
		past, err := catalogue.History[catalogue.Notice](r, catalogue.NoticeRef(id))
		if err != nil || len(past) == 0 {
			return id, err
		}
	}
}

// EndNotice answers POST /medewerker/beheer/onderhoud/melding/weg.
func (p *Pages) EndNotice(c *fiber.Ctx) error {
	v := newMaintenanceView(c)
	ref, known := v.ref(v.Asked("melding"))
	if !known || ref.Kind != catalogue.KindNotice {
		return p.afterMaintenance(v, catalogue.ErrMeanwhile, "")
	}
	return p.putMaintenance(v, ref.ID, func(tx *ledger.Tx) (int, error) { return catalogue.EndTown(tx, ref) })
}

func (p *Pages) putMaintenance(v maintenanceView, about string, put func(*ledger.Tx) (int, error)) error {
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) { made, err = put(tx); return err })
	return p.afterMaintenance(v, err, "?gedaan="+about+"&versie="+strconv.Itoa(made))
}

// UndoMaintenance answers POST /medewerker/beheer/onderhoud/terug.
func (p *Pages) UndoMaintenance(c *fiber.Ctx) error {
	v := newMaintenanceView(c)
	ref, known := v.ref(v.Asked("wat"))
	if !known {
		return p.afterMaintenance(v, catalogue.ErrMeanwhile, "")
	}
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error { return catalogue.TakeBack(tx, catalogue.Configuration, ref, n) })
	return p.afterMaintenance(v, err, "?gedaan=undone")
}

func (p *Pages) afterMaintenance(v maintenanceView, err error, to string) error {
	if err == nil {
		return v.Redirect(maintenancePath + to)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showMaintenance(v)
}

// fault says what is wrong with a field, "" for nothing.
func (v maintenanceView) fault(name string) string {
	if key := v.faults[name]; key != "" {
		return v.Q.T("config.maintenance.fault." + key)
	}
	return ""
}

func (v maintenanceView) faultList() (all []page.Fault) {
	var order []string
	for _, begin := range []string{"stop-", ""} {
		order = append(order, begin+"tekst-nl", begin+"tekst-en", begin+"tekst-de", begin+"van-dag", begin+"van-tijd", begin+"tot-dag", begin+"tot-tijd")
	}
	for _, name := range sorted(v.faults, append(order, "op-home")) {
		all = append(all, page.Fault{Field: name, Text: v.fault(name)})
	}
	return all
}

// when says a span in words.
func (f frame) when(s catalogue.Span) string {
	moment := func(m catalogue.Moment) string { return f.Q.Words.Moment(m.Date, m.Time) }
	switch {
	case s.From.Date != 0 && s.Until.Date != 0:
		return f.Q.T("config.maintenance.between", "from", moment(s.From), "until", moment(s.Until))
	case s.From.Date != 0:
		return f.Q.T("config.maintenance.from", "from", moment(s.From))
	case s.Until.Date != 0:
		return f.Q.T("config.maintenance.until", "until", moment(s.Until))
	}
	return f.Q.T("config.maintenance.always")
}

// paused is that no new appointments are taken, while it is so.
func (f frame) paused(r ledger.Reader) (rows []attend, err error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil || m.Pause == nil || !m.Pause.On(r.Now()) {
		return nil, err
	}
	row := attend{what: f.Q.T("config.home.paused"), text: f.when(m.Pause.Span) + " " + m.Pause.Text(f.Q.Words.Tag())}
	row.path, row.do = f.to("maintenance", "config.home.paused.do")
	return []attend{row}, nil
}
