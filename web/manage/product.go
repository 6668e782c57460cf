package manage

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/resident"
	"balie/web/staff"
)

// productView is one product: its form, how residents see it, and what it was.
type productView struct {
	frame
	notice  *page.Notice
	undo    int    // the version that can be undone; 0 is none
	undoSay string // what was done
	id      string // newProduct for one that is not there yet
	typed   typed
	faults  map[string]string // by field: the words under "config.product.fault."

	product  catalogue.Product // as the form has it
	past     catalogue.ProductPast
	who      staff.Makers // of its versions
	state    stateView
	desks    []string // names of the offices with a desk that can do it
	offices  []catalogue.Office
	skills   []string // that desks have, or that were named
	groupsOf []resident.Group
	family   []string // by which products combine
	others   []catalogue.Product
	today    calendar.Date
	uses     []useLine     // what stands in the way of deleting it
	change   change.Change // by which it was withdrawn, while it can be taken back
}

// startProduct is what a new product begins with.
var startProduct = catalogue.Product{Minutes: 15, MaxPersons: 1, HorizonDays: 60, Icon: "file-certificate", Group: "other", Texts: map[string]catalogue.ProductText{"nl": {}}}

func (p *Pages) productView(c *fiber.Ctx) productView {
	v := productView{frame: frame{Request: staff.From(c), here: "products"}, id: c.Params("id"), faults: map[string]string{}}
	v.product = startProduct
	return v
}

// ShowProduct answers GET /medewerker/beheer/product/:id.
func (p *Pages) ShowProduct(c *fiber.Ctx) error {
	v := p.productView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = typedProduct(v.product)
	if from := v.beginning(); from > v.today {
		v.typed["vanaf"] = from.String()
	}
	v.undo, _ = strconv.Atoi(c.Query("versie"))
	if v.undo > 0 && v.undo != v.lastMade() {
		v.undo = 0 // somebody changed it since
	}
	return p.showProduct(v)
}

// beginning is the first day of the version that the form shows.
func (v productView) beginning() calendar.Date {
	for _, one := range v.past.Versions {
		if one.Product.Version() == v.product.Version() {
			return one.From
		}
	}
	return 0
}

// lastMade is the number of the version that was made last.
func (v productView) lastMade() (n int) {
	for _, one := range v.past.Versions {
		n = max(n, one.Product.Version())
	}
	return n
}

// read reads the product as it is, and what there is to choose from.
func (v *productView) read(r ledger.Reader) (err error) {
	v.today = catalogue.Today(r)
	if v.id != newProduct {
		if v.past, err = catalogue.ProductPastOf(r, catalogue.ProductID(v.id)); err != nil {
			return err
		}
		var by []ledger.Actor
		for _, one := range v.past.Versions {
			by = append(by, one.By)
		}
		if v.who, err = v.MakersOf(r, by); err != nil {
			return err
		}
		said, _ := v.past.Said(v.today)
		v.product = said.Product
	}
	all, err := catalogue.Offices(r)
	if err != nil {
		return err
	}
	if v.others, err = catalogue.Products(r); err != nil {
		return err
	}
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	v.groupsOf = resident.GroupsOf(m, v.Q.Words)
	for _, s := range m.Skills {
		v.skills = append(v.skills, s.ID)
	}
	v.choices(all)
	if id := change.ID(v.C.Query("wijziging")); id != "" {
		c, err := change.ByID(r, id)
		if err != nil && ledger.CodeOf(err) != ledger.NotFound {
			return err
		}
		if err == nil && c.State == change.Waiting && withdraws(c, v.id) {
			v.change = c
		}
	}
	return nil
}

// choices are what desks can do, and by what products combine.
func (v *productView) choices(offices []catalogue.Office) {
	for _, o := range offices {
		for _, d := range o.Desks {
			v.skills = append(v.skills, d.Skills...)
		}
	}
	for _, p := range v.others {
		if p.Combines != "" {
			v.family = append(v.family, p.Combines)
		}
	}
	slices.Sort(v.skills)
	slices.Sort(v.family)
	v.skills, v.family = slices.Compact(v.skills), slices.Compact(v.family)
	for _, o := range offices {
		if slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return d.Can([]string{v.product.Skill}) }) {
			v.offices, v.desks = append(v.offices, o), append(v.desks, o.Name)
		}
	}
	v.state = stateOf(v.Q.Words, v.past, v.today, len(v.desks) > 0)
}

// showProduct shows the form with what was typed and what is wrong with it.
func (p *Pages) showProduct(v productView) error {
	v.title = v.typed["naam-nl"]
	if v.title == "" {
		v.title = v.Q.T("config.product.new")
	}
	if v.undo > 0 && v.undoSay == "" {
		v.undoSay = v.undoWords()
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), productPage(v))
}

// undoWords say what was saved and whom it leaves as they were.
func (v productView) undoWords() string {
	say := v.Q.T("config.product.saved")
	if day, err := calendar.ParseDate(v.C.Query("dag")); err == nil && day > v.today {
		say = v.Q.T("config.product.saved.from", "day", v.Q.Words.Date(day))
	}
	switch v.C.Query("gedaan") {
	case "withdrawn":
		say = v.Q.T("config.product.done.withdrawn")
	case "restored":
		say = v.Q.T("config.product.done.restored")
	}
	if n, _ := strconv.Atoi(v.C.Query("houden")); n > 0 {
		return say + " " + v.Q.Words.N("config.product.keeping", n)
	}
	return say + " " + v.Q.T("config.product.nobody")
}

// SaveProduct answers POST /medewerker/beheer/product/:id: what was typed holds from today, or from a later day.
func (p *Pages) SaveProduct(c *fiber.Ctx) error {
	v := p.productView(c)
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	v.typed = formOf(v.frame)
	if at := v.typed["vervang"]; at != "" {
		v.replace(at)
		v.product, _ = v.typed.product(v.product)
		return p.showProduct(v)
	}
	if v.id == newProduct {
		v.product.ID = catalogue.ProductID(newID(v.typed["naam-nl"], v.taken(p.Ledger)))
	}
	v.product, v.faults = v.typed.product(v.product)
	from, ok := v.typed.firstDay(v.today)
	if !ok {
		v.faults["vanaf"] = "from"
	}
	if v.typed["gezien"] != strconv.Itoa(v.lastMade()) {
		v.notice = page.NoticeOf(v.Q.Words, catalogue.ErrMeanwhile)
		c.Status(fiber.StatusConflict)
		return p.showProduct(v)
	}
	if len(v.faults) > 0 {
		return p.showProduct(v)
	}
	return p.putProduct(v, from, "saved")
}

// taken says which ids products have, also of those that are to come.
func (v productView) taken(l *ledger.Ledger) func(string) bool {
	return func(id string) bool {
		var known bool
		_ = l.View(func(r ledger.Reader) error {
			_, err := catalogue.ProductPastOf(r, catalogue.ProductID(id))
			known = err == nil
			return nil
		})
		return known
	}
}

// putProduct publishes the product of a page from a day on, and leads to where it can be undone.
func (p *Pages) putProduct(v productView, from calendar.Date, done string) error {
	made, keep := 0, 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		d := catalogue.NewDraft(tx, catalogue.Configuration)
		if err := d.PutProduct(v.product, from); err != nil {
			return err
		}
		for _, ref := range d.Left() {
			return catalogue.ErrOwned.With("what", ref.String())
		}
		keeping, err := booking.Keeping(tx, d)
		if err != nil {
			return err
		}
		keep = keeping[v.product.ID]
		made, err = apply(tx, d.Changes())
		return err
	})
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
		return p.showProduct(v)
	}
	return v.Redirect(savedAt(v.product.ID, made, done, from, keep))
}

// apply writes changes of one record, and names the version that they became; 0 where nothing changed.
func apply(tx *ledger.Tx, changes []catalogue.Change) (int, error) {
	if len(changes) == 0 {
		return 0, nil
	}
	if err := catalogue.Apply(tx, changes); err != nil {
		return 0, err
	}
	made, err := catalogue.MadeBy(tx, changes)
	if err != nil {
		return 0, err
	}
	return made[0].Number, nil
}

// savedAt is the page of a product after something was saved.
func savedAt(id catalogue.ProductID, made int, done string, from calendar.Date, keep int) string {
	at := productPath + string(id)
	if made == 0 {
		return at + "?gedaan=same"
	}
	at += "?gedaan=" + done + "&versie=" + strconv.Itoa(made)
	if from != 0 {
		at += "&dag=" + from.String()
	}
	if keep > 0 {
		at += "&houden=" + strconv.Itoa(keep)
	}
	return at
}
