package booking

import (
	"cmp"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// PartnerID names a partner: 26 characters of ledger.IDAlphabet.
type PartnerID string

// Partner is an organisation that we trust to book for others: an undertaker, a care home, a guardian. It
// books outside the limits for visitors, for the products that it is for.
type Partner struct {
	ID       PartnerID             `json:"id"`
	Name     string                `json:"name"`
	Products []catalogue.ProductID `json:"products"`
	State    PartnerState          `json:"state"`
	Key      []byte                `json:"key"`             // what only the vault can make of its key
	Marks    [][]byte              `json:"marks,omitempty"` // of addresses and numbers that have no limit
	Made     time.Time             `json:"made"`
}

// PartnerState is whether a partner may book.
type PartnerState string

// The states of a partner.
const (
	PartnerActive  PartnerState = "active"
	PartnerBlocked PartnerState = "blocked"
)

// legalPartners is every move of a partner.
var legalPartners = map[PartnerState][]PartnerState{PartnerActive: {PartnerBlocked}, PartnerBlocked: {PartnerActive}}

// CanBecome reports whether a partner may go from s to next.
func (s PartnerState) CanBecome(next PartnerState) bool {
	return slices.Contains(legalPartners[s], next)
}

var (
	partners    = ledger.NewTable[Partner]("tb:")
	partnerKeys = ledger.NewTable[PartnerID]("tk:")
	partnerMark = ledger.NewTable[PartnerID]("tm:") // addresses and numbers without a limit
)

var (
	// ErrNoPartner: there is no such partner, or the key is of none that may book.
	ErrNoPartner = ledger.Refuse(ledger.NotFound, "partner.unknown")
	// ErrPartner: a partner has a name of at most 100 letters, and products that there are.
	ErrPartner = ledger.Refuse(ledger.Invalid, "partner.shape")
	// ErrPartnerProduct: this product is not one that the partner books.
	ErrPartnerProduct = ledger.Refuse(ledger.Forbidden, "partner.product")
)

// AddPartner lets an organisation book, and returns its key: it is shown once and kept nowhere. Addresses
// and numbers on its list have no limit when they book as a visitor does.
func AddPartner(tx *ledger.Tx, v *contact.Vault, name string, products []catalogue.ProductID, list []string) (p Partner, key string, err error) {
	p = Partner{ID: PartnerID(tx.NewID()), Name: strings.Join(strings.Fields(name), " "), Products: products, State: PartnerActive, Made: tx.Now()}
	if p.Name == "" || len(p.Name) > contact.MaxName || len(products) == 0 {
		return p, "", ErrPartner
	}
	for _, id := range products {
		if _, err := catalogue.ProductByID(tx, id); err != nil {
			return p, "", ErrPartner
		}
	}
	for _, text := range list {
		marks := contact.Marks(v, text)
		if len(marks) == 0 {
			return p, "", ErrPartner
		}
		mark := marks[0]
		p.Marks = append(p.Marks, mark)
		if err := partnerMark.Put(tx, append(ledger.K(), mark...), p.ID); err != nil {
			return p, "", err
		}
	}
	key, err = p.newKey(tx, v)
	if err != nil {
		return p, key, err
	}
	return p, key, tx.Emit("partner.added", string(p.ID))
}

// newKey gives a partner a key in the place of the one it had.
func (p *Partner) newKey(tx *ledger.Tx, v *contact.Vault) (key string, err error) {
	if p.Key != nil {
		partnerKeys.Delete(tx, append(ledger.K(), p.Key...))
	}
	key = tx.NewID()
	p.Key = v.MAC("partner key", key)
	if err := partnerKeys.Put(tx, append(ledger.K(), p.Key...), p.ID); err != nil {
		return key, err
	}
	return key, partners.Put(tx, ledger.K().Str(string(p.ID)), *p)
}

// RenewPartner returns a new key for a partner; the old one opens nothing any more.
func RenewPartner(tx *ledger.Tx, v *contact.Vault, id PartnerID) (key string, err error) {
	p, err := PartnerByID(tx, id)
	if err != nil {
		return "", err
	}
	return p.newKey(tx, v)
}

// SetPartnerState blocks a partner or lets it book again. To be there already is no error.
func SetPartnerState(tx *ledger.Tx, id PartnerID, next PartnerState) (Partner, error) {
	p, err := PartnerByID(tx, id)
	if err != nil || p.State == next {
		return p, err
	}
	if !p.State.CanBecome(next) {
		return p, ErrPartner
	}
	p.State = next
	if err := partners.Put(tx, ledger.K().Str(string(id)), p); err != nil {
		return p, err
	}
	return p, tx.Emit("partner."+string(next), string(id))
}

// PartnerByID returns a partner, or ErrNoPartner.
func PartnerByID(r ledger.Reader, id PartnerID) (Partner, error) {
	p, found, err := partners.Find(r, ledger.K().Str(string(id)))
	if err != nil || !found {
		return p, errors.Join(err, ErrNoPartner)
	}
	return p, nil
}

// Partners returns every partner, by name.
func Partners(r ledger.Reader) (all []Partner, err error) {
	err = partners.Each(r, nil, func(_ ledger.Key, p Partner) error { all = append(all, p); return nil })
	slices.SortFunc(all, func(a, b Partner) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// PartnerByKey returns the partner that may book with a key, or ErrNoPartner.
func PartnerByKey(r ledger.Reader, v *contact.Vault, typed string) (Partner, error) {
	key := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(typed))
	if !isID(key) {
		return Partner{}, ErrNoPartner
	}
	id, found, err := partnerKeys.Find(r, append(ledger.K(), v.MAC("partner key", key)...))
	if err != nil || !found {
		return Partner{}, errors.Join(err, ErrNoPartner)
	}
	p, err := PartnerByID(r, id)
	if err != nil || p.State != PartnerActive || subtle.ConstantTimeCompare(p.Key, v.MAC("partner key", key)) != 1 {
		return Partner{}, errors.Join(err, ErrNoPartner)
	}
	return p, nil
}

// Query is what a partner may choose from: the reserves too where the product cannot wait.
func (p Partner) Query(r ledger.Reader, w catalogue.Wish) (supply.Query, error) {
	ask := supply.Query{Wish: w, Audience: supply.Staff, Outside: true}
	for _, line := range w {
		if !slices.Contains(p.Products, line.Product) {
			return ask, ErrPartnerProduct
		}
		product, err := catalogue.ProductByID(r, line.Product)
		if err != nil {
			return ask, err
		}
		if product.Urgent != catalogue.NotUrgent {
			ask.Audience = supply.Urgent
		}
	}
	return ask, nil
}

// BookFor books for somebody on behalf of a partner: one appointment for a key, however often it is sent.
// It refuses with ledger.ErrOnce another
// request under a key that was used, and with ErrNoPartner, ErrPartnerProduct, ErrDetails, ErrTaken and ErrPast.
func BookFor(tx *ledger.Tx, v *contact.Vault, id PartnerID, key VisitKey, w catalogue.Wish, at supply.Offer, d contact.Details, lang string) (Appointment, error) {
	p, err := PartnerByID(tx, id)
	if err == nil && p.State != PartnerActive {
		err = ErrNoPartner
	}
	if err != nil {
		return Appointment{}, err
	}
	d = d.Clean()
	asked, err := json.Marshal(struct {
		Wish    catalogue.Wish
		At      supply.Offer
		Contact contact.Details
		Aid     contact.Aid
		Lang    string
	}{w, at, d, d.Aid, lang})
	if err != nil {
		return Appointment{}, err
	}
	made, err := ledger.Once(tx, "partner/"+string(id)+"/"+string(key), v.MAC("partner request", string(asked)), func() (AppointmentID, error) {
		ask, err := p.Query(tx, w)
		if err != nil {
			return "", err
		}
		if d, err = (Request{Contact: d}).asked(tx, w, at.Date); err != nil {
			return "", err // who books for somebody answers for them
		}
		a, err := bookDirectly(tx, v, ask, at, d, lang, string(id))
		if err == nil {
			err = a.notifyBooked(tx)
		}
		return a.ID, err
	})
	if err != nil {
		return Appointment{}, err
	}
	return AppointmentByID(tx, made)
}

// unlimited reports whether an address or a number is on the list of a partner that may book.
func unlimited(r ledger.Reader, v *contact.Vault, text string) (bool, error) {
	for _, mark := range contact.Marks(v, text) {
		id, found, err := partnerMark.Find(r, append(ledger.K(), mark...))
		if err != nil {
			return false, err
		}
		if !found {
			continue
		}
		if p, err := PartnerByID(r, id); err != nil || p.State == PartnerActive {
			return err == nil, err
		}
	}
	return false, nil
}
