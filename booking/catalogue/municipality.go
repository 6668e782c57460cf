package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// The kinds of what belongs to the municipality as a whole. Each has its Go type: Wording, Style, Logo, Bus, Notice,
// Pause, Named, Legal. They hold at once and have no first day.
const (
	KindText   Kind = "text"
	KindStyle  Kind = "style"
	KindLogo   Kind = "logo"
	KindBus    Kind = "bus"
	KindNotice Kind = "notice"
	KindPause  Kind = "pause"
	KindNamed  Kind = "named"
	KindLegal  Kind = "legal"
)

// townKinds are kinds of which the records lie together, in no office.
var townKinds = []Kind{KindText, KindStyle, KindLogo, KindBus, KindNotice, KindPause, KindNamed, KindLegal, KindGroup, KindSkill}

// townHome is where they lie; no office can have this id.
const townHome OfficeID = "~"

// The ids of records of which there is one.
const (
	styleID = "style"
	logoID  = "logo"
	busID   = "bus"
	pauseID = "pause"
	namedID = "named"
	legalID = "legal"
)

// StyleRef, LogoRef, BusRef, PauseRef, NamedRef and LegalRef name the records of which there is one.
var (
	StyleRef = Ref{KindStyle, "", styleID}
	LogoRef  = Ref{KindLogo, "", logoID}
	BusRef   = Ref{KindBus, "", busID}
	PauseRef = Ref{KindPause, "", pauseID}
	NamedRef = Ref{KindNamed, "", namedID}
	LegalRef = Ref{KindLegal, "", legalID}
)

// TextRef names the record of a text, and NoticeRef that of a notice.
func TextRef(key string) Ref  { return Ref{KindText, "", key} }
func NoticeRef(id string) Ref { return Ref{KindNotice, "", id} }

// Municipality is what belongs to it as a whole, as one reader sees it; nobody may change it. What was not set up is
// nil, or empty.
type Municipality struct {
	Stamp   string // changes with everything in it, and never comes back
	Texts   []Wording
	Style   *Style
	Logo    *Logo
	Bus     *Bus
	Notices []Notice
	Pause   *Pause
	Named   Named
	Legal   *Legal
	Groups  []Group
	Skills  []Skill
}

var townKey = ledger.K().Str(string(townHome))

// MunicipalityOf returns what stands, decoded once for each stamp.
func MunicipalityOf(r ledger.Reader) (*Municipality, error) {
	stamp, err := homeStamps.Shared(r, townKey)
	if err != nil {
		return nil, err
	}
	stage, _, err := hidden(r)
	if err != nil || stamp == nil {
		return &Municipality{}, err
	}
	as := *stamp
	if stage != 0 {
		as = fmt.Sprint(as, "/", stage)
	}
	return ledger.Memo(r, "municipality", as, func() (*Municipality, error) {
		m := &Municipality{Stamp: as}
		var failed error
		err := eachOf(r, townHome, func(one record) {
			if v, holds := one.on(0); holds && failed == nil {
				failed = m.take(one, v)
			}
		})
		if err == nil && failed != nil {
			err = ledger.ErrDamaged.Because(failed)
		}
		return m, err
	})
}

func (m *Municipality) take(one record, v Version) error {
	switch one.Ref.Kind {
	case KindText:
		return appendRead(one, v, &m.Texts)
	case KindNotice:
		return appendRead(one, v, &m.Notices)
	case KindStyle:
		m.Style = new(Style)
		return one.read(v, m.Style)
	case KindLogo:
		m.Logo = new(Logo)
		return one.read(v, m.Logo)
	case KindBus:
		m.Bus = new(Bus)
		return one.read(v, m.Bus)
	case KindPause:
		m.Pause = new(Pause)
		return one.read(v, m.Pause)
	case KindNamed:
		return one.read(v, &m.Named)
	case KindLegal:
		m.Legal = new(Legal)
		return one.read(v, m.Legal)
	case KindGroup:
		return appendRead(one, v, &m.Groups)
	case KindSkill:
		return appendRead(one, v, &m.Skills)
	}
	return fmt.Errorf("%s is not of a municipality", one.Ref)
}

// Text is what the municipality says under a key in a language; "" where it says nothing of its own.
func (m *Municipality) Text(key, language string) string {
	for _, w := range m.Texts {
		if w.Key == key {
			return w.Texts[language]
		}
	}
	return ""
}

// Bussing reports whether there is a bus for residents and whether colleagues plan one, given whether there is a vehicle.
func (m *Municipality) Bussing(vehicle bool) (residents, colleagues bool) {
	on := m.Bus != nil && m.Bus.On
	off := m.Bus != nil && m.Bus.Off
	return vehicle && !off, !off && (vehicle || on)
}

// ErrBusRuns: a stop of the bus is open still, so that it cannot be said that there is none; args: place.
var ErrBusRuns = ledger.Refuse(ledger.Conflict, "bus.runs")

// refuseRunning refuses to say that there is no bus while a stop of one is open, today or later.
func refuseRunning(r ledger.Reader) error {
	c, err := Of(r)
	if err != nil {
		return err
	}
	for _, o := range c.offices {
		runs := slices.ContainsFunc(o.Openings, func(x calendar.Opening) bool { return x.Until == 0 || x.Until >= Today(r) })
		if o.Kind == Stop && runs {
			return ErrBusRuns.With("place", o.Name)
		}
	}
	return nil
}

// townPart is what one record of the municipality says.
type townPart interface{ Faults() []error }

// PutTown plans what one record of the municipality is to say: a Wording, Style, Logo, Bus, Notice, Pause, Named,
// Legal, Group or Skill. It refuses
// with ErrSetup what cannot be, naming each field, and with ErrBusRuns a bus that is off while one runs.
func (d *Draft) PutTown(ref Ref, part townPart) error {
	for _, fault := range part.Faults() {
		return ErrSetup.With("what", fmt.Sprintf("%s: %v", ref, fault)).Because(fault)
	}
	if b, ok := part.(Bus); ok && b.Off {
		if err := refuseRunning(d.reader); err != nil {
			return err
		}
	}
	return d.put(ref, 0, part, 0)
}

// EndTown plans that a record of the municipality says nothing any more: a text is the model's again.
func (d *Draft) EndTown(ref Ref) error { return d.end(ref, 0) }

// PutTown lets a record of the municipality say something from now on, and EndTown nothing any more. They return
// the number of the version, with which TakeBack undoes it. PutTown refuses a Legal of which the main office is none
// with ErrUnknownOffice.
func PutTown(tx *ledger.Tx, ref Ref, part townPart) (int, error) {
	if l, ok := part.(Legal); ok && l.Office != "" {
		if _, err := OfficeByID(tx, l.Office); err != nil {
			return 0, err
		}
	}
	return changeTown(tx, ref, func(d *Draft) error { return d.PutTown(ref, part) })
}

// EndTown is beside PutTown.
func EndTown(tx *ledger.Tx, ref Ref) (int, error) {
	return changeTown(tx, ref, func(d *Draft) error { return d.EndTown(ref) })
}

func changeTown(tx *ledger.Tx, ref Ref, plan func(*Draft) error) (int, error) {
	d := NewDraft(tx, Configuration)
	if err := plan(d); err != nil {
		return 0, err
	}
	if err := d.applyOwn(tx); err != nil {
		return 0, err
	}
	one, _, err := records.Find(tx, ref.key())
	return one.lastMade().Number, err
}

// Said is what a record said from one moment to the next, and who made it so.
type Said[T any] struct {
	Number int
	Made   time.Time
	By     ledger.Actor
	Value  T
	Ends   bool // it said nothing from then on
}

// History is everything that a record of the municipality ever said, the newest first.
func History[T any](r ledger.Reader, ref Ref) (all []Said[T], err error) {
	stage, _, err := hidden(r)
	if err != nil {
		return nil, err
	}
	one, _, err := records.Find(r, ref.key())
	if err != nil {
		return nil, err
	}
	for _, v := range one.without(stage).Versions {
		s := Said[T]{Number: v.Number, Made: v.Made, By: v.By, Ends: v.Value == nil}
		if !s.Ends {
			if err := json.Unmarshal(v.Value, &s.Value); err != nil {
				return nil, ledger.ErrDamaged.Because(err)
			}
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b Said[T]) int { return b.Number - a.Number })
	return all, nil
}

// Numbers are the numbers of the last versions of all records that an owner has, by their names: what an export
// carries, so that an import can say what was changed since.
func Numbers(r ledger.Reader, owner Owner) (map[string]int, error) {
	stage, _, err := hidden(r)
	if err != nil {
		return nil, err
	}
	all := map[string]int{}
	return all, records.Each(r, nil, func(_ ledger.Key, one record) error {
		if one = one.without(stage); one.Owner == owner && len(one.Versions) > 0 {
			all[one.Ref.String()] = one.lastMade().Number
		}
		return nil
	})
}

// OfOffice reports whether a record is of an office: not a product, and not of the municipality as a whole.
func (r Ref) OfOffice() bool { return r.Kind != KindProduct && !inTown(r.Kind) }

// inTown reports whether a kind belongs to the municipality as a whole.
func inTown(k Kind) bool { return slices.Contains(townKinds, k) }

// firstDay is the first day of the next version of what holds at once: none.
func (k Kind) firstDay(wanted calendar.Date) calendar.Date {
	if inTown(k) {
		return 0
	}
	return wanted
}
