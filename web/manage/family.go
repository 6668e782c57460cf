package manage

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const (
	familiesPath = "/medewerker/beheer/groepen"
	skillsPath   = "/medewerker/beheer/vaardigheden"
)

// family is one of the two lists by which products are ordered: groups of the first page, and skills of desks.
type family struct {
	key, path string // of its words under "config.", and of its page
	ref       func(id string) catalogue.Ref
	read      func(v *familyView, r ledger.Reader) error
	uses      func(f frame, r ledger.Reader, id string) ([]useLine, error)
	put       func(v *familyView, id string) (ref catalogue.Ref, part interface{ Faults() []error })
	drop      func(tx *ledger.Tx, id string) (int, error)
}

var families = []family{
	{"families", familiesPath, catalogue.GroupRef, readGroups, frame.usesOfGroup, typedGroup, dropGroup},
	{"skills", skillsPath, catalogue.SkillRef, readSkills, frame.usesOfSkill, typedSkill, dropSkill},
}

func (p *Pages) familyRoutes() (all []route.Route) {
	for _, one := range families {
		add := func(method, path string, do func(familyView) error) {
			r := route.Route{Method: method, Path: one.path + path, Access: route.Staff, Right: route.SetUp, Limit: route.Look,
				Handler: func(c *fiber.Ctx) error { return do(newFamilyView(c, one)) }}
			if method == "POST" {
				r.Limit = route.Change
			}
			all = append(all, r)
		}
		add("GET", "", p.showFamily)
		add("POST", "", p.saveFamily)
		add("POST", "/weg", p.dropFamily)
		add("POST", "/terug", p.undoFamily)
	}
	return all
}

// familyView is a list, and the form for one of it.
type familyView struct {
	frame
	family
	notice  *page.Notice
	lines   []familyLine
	typed   typed
	faults  map[string]string
	editing string // the id of the one in the form; "" is a new one
	uses    []useLine
	made    int // what can be undone
	past    []historyLine
	about   string
}

// familyLine is one of a list, with who uses it.
type familyLine struct {
	id, name, icon string
	used           []string
	gone           bool // one of ours that the municipality does not have
}

func newFamilyView(c *fiber.Ctx, one family) familyView {
	v := familyView{frame: frame{Request: staff.From(c), here: one.key}, family: one, faults: map[string]string{}}
	v.title = v.Q.T("config." + one.key)
	v.editing = page.Clip(v.Asked("welke"), 120)
	return v
}

// showFamily answers GET /medewerker/beheer/groepen and /vaardigheden, with ?welke= for one that is changed.
func (p *Pages) showFamily(v familyView) error {
	v.notice = v.Done("config.maintenance.done.", "undone")
	return p.renderFamily(v)
}

func (p *Pages) renderFamily(v familyView) error {
	err := p.Ledger.View(func(r ledger.Reader) error {
		if err := v.family.read(&v, r); err != nil {
			return err
		}
		if err := v.readPast(r); err != nil {
			return err
		}
		v.about = v.C.Query("gedaan")
		if v.about == "" || v.about == "undone" {
			return nil
		}
		_, n, err := catalogue.LastMade(r, v.ref(v.about))
		if err == nil && v.C.Query("versie") == strconv.Itoa(n) {
			v.made = n
		}
		if ledger.CodeOf(err) == ledger.Conflict {
			err = nil
		}
		return err
	})
	if err != nil {
		return err
	}
	if v.typed == nil {
		v.typed = typed{}
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), familyPage(v))
}

// saveFamily answers POST: what was typed holds at once.
func (p *Pages) saveFamily(v familyView) error {
	v.typed = formOf(v.frame)
	id := v.editing
	if id == "" {
		id = newID(v.typed["naam-nl"], func(id string) bool { return p.hasFamily(v, id) })
	}
	ref, part := v.put(&v, id)
	for _, err := range part.Faults() {
		f, _ := err.(catalogue.Fault)
		at, why := "naam-nl", "name"
		if language, ok := strings.CutPrefix(f.Field, "texts."); ok {
			at = "naam-" + language
		}
		if f.Field == "place" {
			at, why = "plaats", "place"
		}
		if v.faults[at] == "" {
			v.faults[at] = why
		}
	}
	if catalogue.CleanLine(v.typed["naam-nl"]) == "" {
		v.faults["naam-nl"] = "name"
	}
	if len(v.faults) > 0 {
		return p.renderFamily(v)
	}
	return p.changeFamily(&v, id, func(tx *ledger.Tx) (int, error) { return catalogue.PutTown(tx, ref, part) })
}

// hasFamily reports whether there is, or ever was, one of an id.
func (p *Pages) hasFamily(v familyView, id string) (has bool) {
	_ = p.Ledger.View(func(r ledger.Reader) error {
		past, err := catalogue.History[struct{}](r, v.ref(id))
		uses, failed := v.family.uses(v.frame, r, id)
		has = err != nil || failed != nil || len(past) > 0 || len(uses) > 0 || isGroup(id)
		return nil
	})
	return has
}

// dropFamily answers POST …/weg: only what nothing refers to; else it says what does.
func (p *Pages) dropFamily(v familyView) error {
	id := v.editing
	v.editing = ""
	return p.changeFamily(&v, id, func(tx *ledger.Tx) (n int, err error) {
		if v.uses, err = v.family.uses(v.frame, tx, id); err != nil {
			return 0, err
		}
		if len(v.uses) > 0 {
			return 0, catalogue.ErrInUse.With("what", v.Q.Words.List(usesWords(v.uses)))
		}
		return v.drop(tx, id)
	})
}

// changeFamily does a change, and leads to where it can be undone.
func (p *Pages) changeFamily(v *familyView, id string, do func(*ledger.Tx) (int, error)) error {
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) { made, err = do(tx); return err })
	if err == nil {
		return v.Redirect(v.path + "?gedaan=" + query(id) + "&versie=" + strconv.Itoa(made))
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.renderFamily(*v)
}

// undoFamily answers POST …/terug.
func (p *Pages) undoFamily(v familyView) error {
	n, _ := strconv.Atoi(v.Asked("versie"))
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.TakeBack(tx, catalogue.Configuration, v.ref(page.Clip(v.Asked("wat"), 120)), n)
	})
	if err == nil {
		return v.Redirect(v.path + "?gedaan=undone")
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.renderFamily(v)
}
