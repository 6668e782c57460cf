package words

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/messages"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
	"balie/web/wording"
)

const (
	textsPath = "/medewerker/beheer/teksten"
	textPath  = "/medewerker/beheer/tekst/"
)

func (p *Pages) ownRoutes() []route.Route {
	get := func(path string, show fiber.Handler) route.Route {
		return route.Route{Method: "GET", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: show}
	}
	post := func(path string, do fiber.Handler) route.Route {
		return route.Route{Method: "POST", Path: path, Access: route.Staff, Right: route.SetUp, Limit: route.Change, Handler: do}
	}
	return []route.Route{
		get(textsPath, p.ShowTexts), post(textsPath+"/bus", p.SaveBus), post(textsPath+"/bus/terug", p.UndoBus),
		get(textPath+":key", p.ShowText), post(textPath+":key", p.SaveText), post(textPath+":key/terug", p.UndoText), post(textPath+":key/terugzetten", p.RestoreText),
	}
}

// errUnknownText: there is no text that can be changed by that name.
var errUnknownText = ledger.Refuse(ledger.NotFound, "setup.text")

// textView is one text in every language, with what it says in a message or on a page.
type textView struct {
	frame
	notice *page.Notice
	text   wording.Text
	typed  map[string]string // by language; "" is the model
	faults map[string][]wording.Fault
	made   int // what can be undone
	past   []catalogue.Said[catalogue.Wording]
	who    staff.Makers // of its versions
	shown  string       // the language of the preview
	words  lang.Words
}

func (p *Pages) textView(c *fiber.Ctx) (v textView, err error) {
	v = textView{frame: frame{Request: staff.From(c), here: "texts"}}
	var known bool
	if v.text, known = wording.Of(c.Params("key")); !known {
		return v, errUnknownText
	}
	v.title = v.Q.T("config.own.text")
	if v.shown = v.Asked("taal"); !slices.Contains(lang.Tags, v.shown) {
		v.shown = v.Q.Words.Tag()
	}
	return v, nil
}

// read reads what stands and what was said before.
func (v *textView) read(r ledger.Reader) (err error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return err
	}
	if v.typed == nil {
		v.typed = map[string]string{}
		for _, tag := range lang.Tags {
			v.typed[tag] = m.Text(v.text.Key, tag)
		}
	}
	if v.past, err = catalogue.History[catalogue.Wording](r, catalogue.TextRef(v.text.Key)); err != nil {
		return err
	}
	var by []ledger.Actor
	for _, one := range v.past {
		by = append(by, one.By)
	}
	if v.who, err = v.MakersOf(r, by); err != nil {
		return err
	}
	if n, wrong := strconv.Atoi(v.C.Query("versie")); wrong == nil && len(v.past) > 0 && v.past[0].Number == n {
		v.made = n
	}
	v.words, err = wording.Words(r, v.shown, !v.Q.House.NoOutings)
	said := v.typed[v.shown]
	if said == "" || len(v.faults[v.shown]) > 0 {
		said = lang.In(v.shown).Whole(v.text.Key)
	}
	v.words = v.words.With(map[string]string{v.text.Key: said}, nil)
	return err
}

// ShowText answers GET /medewerker/beheer/tekst/:key.
func (p *Pages) ShowText(c *fiber.Ctx) error {
	v, err := p.textView(c)
	if err != nil {
		return err
	}
	return p.showText(v)
}

func (p *Pages) showText(v textView) error {
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	if len(v.faults) > 0 {
		v.C.Status(fiber.StatusUnprocessableEntity)
	}
	return page.Render(v.C, v.Status(), textPage(v))
}

// SaveText answers POST /medewerker/beheer/tekst/:key: a language without a text has the model's, and where none has
// one the text is the model's again. With doe=kijken nothing is kept, and the preview says what was typed.
func (p *Pages) SaveText(c *fiber.Ctx) error {
	v, err := p.textView(c)
	if err != nil {
		return err
	}
	form := v.Form()
	v.typed = map[string]string{}
	w := catalogue.Wording{Key: v.text.Key, Texts: map[string]string{}}
	for _, tag := range lang.Tags {
		v.typed[tag] = form["tekst-"+tag]
		if said := wording.Clean(form["tekst-"+tag]); said != "" && said != lang.In(tag).Whole(v.text.Key) {
			w.Texts[tag] = said
		}
	}
	if v.faults = wording.Faults(w); len(v.faults) > 0 || v.Asked("doe") == "kijken" {
		return p.showText(v)
	}
	return p.putText(v, w)
}

// putText keeps an own text, or takes it away where it says nothing.
func (p *Pages) putText(v textView, w catalogue.Wording) error {
	made := 0
	err := v.Change(p.Ledger, func(tx *ledger.Tx) (err error) {
		if len(w.Texts) == 0 {
			made, err = catalogue.EndTown(tx, catalogue.TextRef(w.Key))
			return err
		}
		made, err = catalogue.PutTown(tx, catalogue.TextRef(w.Key), w)
		return err
	})
	return p.afterText(v, err, "?gedaan=saved&versie="+strconv.Itoa(made))
}

// UndoText answers POST /medewerker/beheer/tekst/:key/terug: what was saved last is as if it was not.
func (p *Pages) UndoText(c *fiber.Ctx) error {
	v, err := p.textView(c)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(v.Asked("versie"))
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return catalogue.TakeBack(tx, catalogue.Configuration, catalogue.TextRef(v.text.Key), n)
	})
	return p.afterText(v, err, "?gedaan=undone")
}

// RestoreText answers POST /medewerker/beheer/tekst/:key/terugzetten: it says again what it said in a version, and with
// versie=0 what the model says.
func (p *Pages) RestoreText(c *fiber.Ctx) error {
	v, err := p.textView(c)
	if err != nil {
		return err
	}
	if err := p.Ledger.View(v.read); err != nil {
		return err
	}
	w := catalogue.Wording{Key: v.text.Key}
	if n := v.Asked("versie"); n != "0" {
		i := slices.IndexFunc(v.past, func(s catalogue.Said[catalogue.Wording]) bool { return strconv.Itoa(s.Number) == n && !s.Ends })
		if i < 0 {
			return p.afterText(v, catalogue.ErrMeanwhile, "")
		}
		w = v.past[i].Value
	}
	if v.faults = wording.Faults(w); len(v.faults) > 0 {
		v.typed = w.Texts
		return p.showText(v)
	}
	return p.putText(v, w)
}

func (p *Pages) afterText(v textView, err error, to string) error {
	if err == nil {
		return v.Redirect(textPath + v.text.Key + to)
	}
	if v.notice, err = v.Refused(err); err != nil {
		return err
	}
	return p.showText(v)
}

// previews are what a reader would see, by each channel; what is on a screen stands alone.
func (v textView) previews() (all []messages.Preview) {
	by := map[wording.Group][]contact.Channel{wording.Mail: {contact.ByEmail, contact.BySMS, contact.ByLetter}, wording.SMS: {contact.BySMS}, wording.Letter: {contact.ByLetter}}[v.text.Group]
	for _, channel := range by {
		all = append(all, messages.PreviewOf(v.words, v.Q.House.Name, v.text.Key, channel))
	}
	if len(by) == 0 {
		said := v.words.T(v.text.Key, wording.Sample(v.words, v.Q.House.Name)...)
		one := messages.Preview{}
		for _, paragraph := range catalogue.CleanParagraphs(said) {
			one.Paragraphs = append(one.Paragraphs, []string{paragraph})
		}
		all = append(all, one)
	}
	return all
}

// fault says what is wrong in a language, "" for nothing.
func (v textView) fault(tag string) (said string) {
	for i, f := range v.faults[tag] {
		if i > 0 {
			said += " "
		}
		said += v.Q.T("config.own.fault."+f.Kind, "at", f.At)
	}
	return said
}

func (v textView) faultList() (all []page.Fault) {
	for _, tag := range lang.Tags {
		if len(v.faults[tag]) > 0 {
			all = append(all, page.Fault{Field: "tekst-" + tag, Text: v.Q.T("config.product.lang."+tag) + ": " + v.fault(tag)})
		}
	}
	return all
}

// model is our own text in a language.
func (v textView) model(tag string) string { return lang.In(tag).Whole(v.text.Key) }

// needed reports whether a place may not be left out.
func (v textView) needed(place string) bool { return slices.Contains(v.text.Needs, place) }

// history are the versions of the text, the newest first.
func (v textView) history() (all []historyLine) {
	for i, one := range v.past {
		h := historyLine{what: v.Q.T("config.own.model"), back: one.Number, made: v.Q.Words.Date(v.dayOf(one.Made)) + ", " + v.Q.Words.Instant(one.Made, v.Zone()) + ", " + v.who[one.By]}
		if !one.Ends {
			if h.what = one.Value.Texts[v.shown]; h.what == "" {
				h.what = v.Q.T("config.own.model")
			}
		}
		if i == 0 {
			h.made, h.back = v.Q.T("config.product.version.now")+", "+h.made, 0
		}
		if one.Ends {
			h.back = 0
		}
		all = append(all, h)
	}
	return all
}

// historyLine is one version: what it says, when it was made and by whom, and its number to go back to; 0 for the one that
// stands.
type historyLine struct {
	what, made string
	back       int
}
