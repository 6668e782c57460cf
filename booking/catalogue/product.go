package catalogue

import (
	"slices"
	"unicode/utf8"

	"balie/booking/ledger"
)

// ProductID names a product: "paspoort".
type ProductID string

// Product is something a resident can come for. A municipality owns it and its texts.
type Product struct {
	ID            ProductID              `json:"id"`
	UPLName       string                 `json:"upl_name"` // Uniforme Productnamenlijst: "paspoort"
	UPLURI        string                 `json:"upl_uri"`  // "http://standaarden.overheid.nl/owms/terms/paspoort"
	Group         string                 `json:"group"`    // where it stands on the home page: "travel"
	Combines      string                 `json:"combines"` // products of the same non-empty family may share a visit
	Icon          string                 `json:"icon"`
	Popular       int                    `json:"popular,omitempty"` // place among what is often chosen; 0 is none
	Minutes       int                    `json:"minutes"`           // for the first person
	ExtraMinutes  int                    `json:"extra_minutes"`     // for each further person
	MaxPersons    int                    `json:"max_persons"`
	MinutesAt     map[OfficeID]int       `json:"minutes_at,omitempty"`     // for the first person, where it takes more or less
	Before        int                    `json:"before_minutes,omitempty"` // the desk prepares, before the visit; residents are not told
	After         int                    `json:"after_minutes,omitempty"`  // and tidies up, after it
	Skill         string                 `json:"skill"`                    // what a desk must be able to do
	NoticeMinutes int                    `json:"notice_minutes,omitempty"` // how long before the visit it must be booked
	HorizonDays   int                    `json:"horizon_days"`             // how far ahead it can be booked
	Discreet      bool                   `json:"discreet,omitempty"`       // named on no paper, message or screen that others see
	QuickExit     bool                   `json:"quick_exit,omitempty"`     // its pages can be left at once, for who is watched
	OnlineURL     string                 `json:"online_url,omitempty"`     // where it can be done without a visit
	Urgent        UrgentReason           `json:"urgent,omitempty"`         // why it may take from the reserves
	Gentle        bool                   `json:"gentle,omitempty"`         // no survey, and no cheerful word, ever
	Fees          []Fee                  `json:"fees,omitempty"`           // what it costs, from which day; none is not known
	Surcharges    []Fee                  `json:"surcharges,omitempty"`     // what comes on top when it is urgent
	UrgentDays    int                    `json:"urgent_days,omitempty"`    // working days until it is ready then
	ZaaktypeURL   string                 `json:"zaaktype_url,omitempty"`
	Invited       bool                   `json:"invited,omitempty"` // booked by who was invited, or by colleagues
	Hidden        bool                   `json:"hidden,omitempty"`  // booked by colleagues alone
	NeedsPhone    bool                   `json:"needs_phone,omitempty"`
	Route         Route                  `json:"route,omitempty"`       // how the resident is helped
	Next          ProductID              `json:"next,omitempty"`        // what comes after it: to collect a passport
	ReadyDays     int                    `json:"ready_days,omitempty"`  // working days until that is possible
	AtHome        AtHome                 `json:"at_home,omitempty"`     // whether we also come to the door
	AtHomeTwo     bool                   `json:"at_home_two,omitempty"` // and then two of us
	Ways          []Way                  `json:"ways,omitempty"`        // the order of how it can be arranged, the standard way first
	ByAge         []Ages                 `json:"by_age,omitempty"`      // what to bring for each person of some ages
	Questions     []Question             `json:"questions,omitempty"`   // what the municipality asks itself
	Texts         map[string]ProductText `json:"texts"`                 // by language: "nl", "en", "de"

	number, version int
	withdrawn       bool
}

// Number is the product as systems know it that name by number: given once, never reused.
func (p Product) Number() int { return p.number }

// Version counts what the product said from its first day on; an appointment keeps the one it was made with.
func (p Product) Version() int { return p.version }

// Withdrawn reports whether the product is offered no more.
func (p Product) Withdrawn() bool { return p.withdrawn }

// AtHome is what we come to somebody's door for.
type AtHome string

// What a product can be at the door.
const (
	NotAtHome   AtHome = ""
	BroughtHome AtHome = "bring" // a document is handed over
	VisitedHome AtHome = "visit" // somebody who cannot travel is helped
)

// Route is how a resident is helped.
type Route string

// The routes. The zero value is AtCounter.
const (
	AtCounter Route = ""      // they come
	ByCall    Route = "phone" // we call them
	ByVideo   Route = "video" // we call them, with a picture
)

// ProductText is a product in the words of one language.
type ProductText struct {
	Name   string   `json:"name"`             // "Paspoort aanvragen"
	Short  string   `json:"short"`            // "Paspoort"
	Intro  string   `json:"intro,omitempty"`  // one or two sentences
	Bring  []string `json:"bring,omitempty"`  // what to bring
	Each   []string `json:"each,omitempty"`   // what to bring for each person
	Who    []string `json:"who,omitempty"`    // who must come along
	Words  []string `json:"words,omitempty"`  // everyday words by which people look for it
	Online string   `json:"online,omitempty"` // what can be done online instead
	Home   string   `json:"home,omitempty"`   // what we do at somebody's home: "uw nieuwe paspoort" (we bring), "een paspoort aanvragen"
}

// Text returns the product in a language, in Dutch where it has no words in that one.
func (p Product) Text(language string) ProductText {
	if t, ok := p.Texts[language]; ok {
		return t
	}
	return p.Texts["nl"]
}

// UPLTail is the last part of the UPL address, by which other sites link to a product.
func (p Product) UPLTail() string {
	return tail(p.UPLURI)
}

func tail(uri string) string {
	for i := len(uri) - 1; i >= 0; i-- {
		if uri[i] == '/' {
			return uri[i+1:]
		}
	}
	return uri
}

// MinutesFor is how long a visit for so many persons takes, for this product alone, where nothing else is said of an
// office.
func (p Product) MinutesFor(persons int) int { return p.Minutes + (persons-1)*p.ExtraMinutes }

// minutesAt is MinutesFor at an office.
func (p Product) minutesAt(office OfficeID, persons int) int {
	if n, own := p.MinutesAt[office]; own {
		return n + (persons-1)*p.ExtraMinutes
	}
	return p.MinutesFor(persons)
}

// ErrUnknownProduct: there is no such product, or no longer.
var ErrUnknownProduct = ledger.Refuse(ledger.NotFound, "product.unknown")

// Products returns every product, in the order of their ids. Whoever asks may sort and filter the list; what hangs on a
// product is shared, and nobody may change it.
func Products(r ledger.Reader) ([]Product, error) {
	c, err := Of(r)
	if err != nil {
		return nil, err
	}
	return slices.Clone(c.products), nil
}

// ProductByID returns a product, or ErrUnknownProduct.
func ProductByID(r ledger.Reader, id ProductID) (Product, error) {
	c, err := Of(r)
	if err != nil {
		return Product{}, err
	}
	return c.Product(id)
}

// ProductByUPL returns the first product with this last part of a UPL address, or ErrUnknownProduct.
func ProductByUPL(r ledger.Reader, uplTail string) (Product, error) {
	c, err := Of(r)
	if err != nil {
		return Product{}, err
	}
	for _, p := range c.products {
		if p.UPLTail() == uplTail {
			return p, nil
		}
	}
	return Product{}, ErrUnknownProduct
}

// Languages are those in which products and offices have words.
var Languages = []string{"nl", "en", "de"}

// longestName is how many characters a name has at most: it stands on boards, tickets and letters.
const longestName = 120

func tooLong(name string) bool { return utf8.RuneCountInString(name) > longestName }

// IsSlug reports whether a text can be an id here: 1 to 64 small letters, digits and dashes.
func IsSlug(s string) bool {
	return s != "" && len(s) <= 64 && !slices.ContainsFunc([]byte(s), func(b byte) bool {
		return (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-'
	})
}
