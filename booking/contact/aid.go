package contact

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"balie/booking/ledger"
)

// Aid is what somebody needs at their visit. It is data about health: it is sealed under a key of its
// own, shown only to who prepares or helps, and gone the day after the visit.
type Aid struct {
	Kind     AidKind `json:"kind,omitempty"`     // several of a list, in its order, with a comma between
	Language string  `json:"language,omitempty"` // of an interpreter
}

// AidKind is one of a list: a free text holds a diagnosis in no time.
type AidKind string

// The kinds.
const (
	NoAid       AidKind = ""
	Wheelchair  AidKind = "wheelchair" // or a low desk
	Loop        AidKind = "loop"       // for a hearing aid
	Quiet       AidKind = "quiet"      // a closed room
	Interpreter AidKind = "interpreter"
	MoreTime    AidKind = "time"
	Helper      AidKind = "helper" // somebody of ours who goes along
)

// AidKinds are all that can be asked for.
var AidKinds = []AidKind{Wheelchair, Loop, Quiet, Interpreter, MoreTime, Helper}

// AidKindsAfar are those that mean something when nobody comes: by telephone or video.
var AidKindsAfar = []AidKind{Interpreter, MoreTime}

// known reports whether these are of the list, each once and in its order.
func (k AidKind) known() bool {
	var parts []string
	for _, one := range k.Each() {
		parts = append(parts, string(one))
	}
	return AidOfMany(parts) == k
}

// Each are the needs one by one.
func (k AidKind) Each() (all []AidKind) {
	for one := range strings.SplitSeq(string(k), ",") {
		if one != "" {
			all = append(all, AidKind(one))
		}
	}
	return all
}

// Has reports whether a need is among these.
func (k AidKind) Has(one AidKind) bool { return slices.Contains(k.Each(), one) }

// AidOfMany is what was chosen of a list as one: in its order, each once. What is not of the list stays, at the end, so that
// Check refuses it.
func AidOfMany(chosen []string) AidKind {
	var all []string
	for _, k := range AidKinds {
		if slices.Contains(chosen, string(k)) {
			all = append(all, string(k))
		}
	}
	for _, one := range chosen {
		if one != "" && !slices.Contains(AidKinds, AidKind(one)) && len(all) <= len(AidKinds) {
			all = append(all, strings.ReplaceAll(one, ",", " ")+"?")
		}
	}
	return AidKind(strings.Join(all, ","))
}

// KeepAid seals what somebody needs at a new appointment. Nothing is kept of nothing; ErrKept is
// returned where something is.
func KeepAid(tx *ledger.Tx, v *Vault, appointment string, a Aid) error {
	if a.Kind == NoAid {
		return nil
	}
	content, err := json.Marshal(a)
	if err != nil {
		return ErrUnreadable.Because(err)
	}
	if _, kept, err := boxes.Find(tx, ledger.K().Str(name(AidOf(appointment)))); err != nil || kept {
		return cmp.Or(err, error(ErrKept))
	}
	return seal(tx, v, name(AidOf(appointment)), content, nil)
}

// ReadAid opens what somebody needs; the zero Aid where there is nothing, or no more.
func ReadAid(r ledger.Reader, v *Vault, appointment string) (a Aid, err error) {
	content, err := open(r, v, name(AidOf(appointment)))
	if ledger.CodeOf(err) == ledger.Gone {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(content, &a); err != nil {
		return a, ErrUnreadable.Because(err)
	}
	return a, nil
}
