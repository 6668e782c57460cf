package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/server"
)

// The demo's neighbours have booked about so much of the coming weeks.
const (
	BookedDays  = 56
	BookedShare = 0.6
	MostMisses  = 8  // in a row: what is left of the day does not fit what they want
	chunk       = 12 // bookings of one transaction
)

// Wanted is how often neighbours come for what, in parts of the whole.
type Wanted struct {
	wish  catalogue.Wish
	parts int
}

// wanted is what neighbours of the shipped towns come for.
var wanted = []Wanted{
	{catalogue.Wish{{Product: "paspoort", Persons: 1}}, 20},
	{catalogue.Wish{{Product: "paspoort", Persons: 3}}, 5},
	{catalogue.Wish{{Product: "identiteitskaart", Persons: 1}}, 18},
	{catalogue.Wish{{Product: "identiteitskaart", Persons: 2}}, 5},
	{catalogue.Wish{{Product: "paspoort", Persons: 1}, {Product: "rijbewijs", Persons: 1}}, 4},
	{catalogue.Wish{{Product: "rijbewijs", Persons: 1}}, 18},
	{catalogue.Wish{{Product: "ophalen", Persons: 1}}, 14},
	{catalogue.Wish{{Product: "uittreksel-brp", Persons: 1}}, 6},
	{catalogue.Wish{{Product: "verhuizing", Persons: 2}}, 5},
	{catalogue.Wish{{Product: "vestiging", Persons: 1}}, 3},
	{catalogue.Wish{{Product: "geboorte", Persons: 1}}, 4},
	{catalogue.Wish{{Product: "huwelijk", Persons: 1}}, 2},
	{catalogue.Wish{{Product: "naturalisatie", Persons: 1}}, 2},
	{catalogue.Wish{{Product: "wmo", Persons: 1}}, 7},
	{catalogue.Wish{{Product: "schuldhulp", Persons: 1}}, 4},
	{catalogue.Wish{{Product: "bijstand", Persons: 1}}, 4},
	{catalogue.Wish{{Product: "ondernemersgesprek", Persons: 1}}, 3},
	{catalogue.Wish{{Product: "bouwplan", Persons: 1}}, 4},
	{catalogue.Wish{{Product: "algemene-vraag", Persons: 1}}, 6},
}

// Bookings book with a generator of their own, so that the same day always gives the same town.
type Bookings struct {
	Server *server.Server
	Random *rand.Rand
	Wanted []Wanted // none is what the shipped towns want
}

// BookAhead books the coming weeks through the very functions that residents use.
func BookAhead(ctx context.Context, h *server.Server, town server.Document) error {
	n := Bookings{Server: h, Random: rand.New(rand.NewPCG(1509, 7081))}
	for _, o := range town.Offices {
		today := calendar.Date(0)
		err := h.Ledger.View(func(r ledger.Reader) error {
			office, err := catalogue.OfficeByID(r, o.ID)
			if err == nil {
				today, o = office.Today(r.Now()), office
			}
			return err
		})
		if err != nil {
			return err
		}
		for date := today; date < today.AddDays(BookedDays); date++ {
			if err := n.fillDay(ctx, o, date); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillDay books an office-day until its share is reached or nothing more fits.
func (n Bookings) fillDay(ctx context.Context, o catalogue.Office, date calendar.Date) error {
	return n.fill(ctx, o, date, BookedShare*float64(OpenMinutes(o, date)))
}

// fill books so many minutes of an office-day, or until nothing more fits.
func (n Bookings) fill(ctx context.Context, o catalogue.Office, date calendar.Date, goal float64) error {
	taken, misses := 0.0, 0
	for some := 0; taken < goal && misses < MostMisses; some++ {
		if _, err := n.Server.FillKeys(); err != nil {
			return err
		}
		who, door := askedBy(3*int(date.Weekday()) + some)
		err := n.Server.Ledger.Update(ledger.Through(ctx, door), who, func(tx *ledger.Tx) error {
			for range chunk {
				minutes, err := n.BookOne(tx, o, date)
				if err != nil {
					return err
				}
				if misses++; minutes > 0 {
					taken, misses = taken+float64(minutes), 0
				}
				if taken >= goal || misses >= MostMisses {
					break
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// askedBy is who makes the appointments of a chunk, and where: in twenty chunks sixteen online, three by telephone and
// one at a desk.
func askedBy(n int) (ledger.Actor, ledger.Door) {
	switch n % 20 {
	case 3, 9, 15:
		return "staff telefoon", "phone"
	case 12:
		return "staff balie", "desk"
	}
	return "resident", "web"
}

// OpenMinutes is what an office's desks have for everybody on a day: a reserve is not theirs, and nobody
// of them wants to be called.
func OpenMinutes(o catalogue.Office, date calendar.Date) (minutes int) {
	open := map[string]calendar.Cells{}
	for _, w := range o.Rules().Day(date) {
		if w.Share == calendar.Public && !onlyCalls(o, w.Desk) {
			open[w.Desk] = open[w.Desk].Or(w.Cells)
		}
	}
	for _, cells := range open {
		minutes += cells.Len() * calendar.CellMinutes
	}
	return minutes
}

// onlyCalls reports whether a desk helps by telephone.
func onlyCalls(o catalogue.Office, desk string) bool {
	return slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return string(d.ID) == desk && slices.Contains(d.Properties, "phone") })
}

// BookOne books something that somebody could want, and returns how many minutes; 0 if it did not fit.
func (n Bookings) BookOne(tx *ledger.Tx, o catalogue.Office, date calendar.Date) (minutes int, err error) {
	wish := n.wish()
	starts, err := supply.Day(tx, o.ID, supply.Query{Wish: wish}, date)
	if ledger.CodeOf(err) == ledger.NotFound { // not in this town
		return 0, nil
	}
	if err != nil || len(starts) == 0 {
		return 0, err
	}
	key := booking.VisitKey(ledger.NewID(n.Fill))
	offer := supply.Offer{Office: o.ID, Date: date, Start: starts[n.Random.IntN(len(starts))]}
	who := n.contact()
	if need, err := catalogue.Measure(tx, wish); err == nil && need.Phone {
		who.Phone = "0315 000 000"
	}
	err = tx.Try(func() error {
		held, err := booking.TakeHold(tx, key, wish, offer)
		if err != nil {
			return err
		}
		minutes = held.Offer.Minutes
		_, err = booking.Book(tx, n.Server.Vault, booking.Request{Key: key, Contact: who, Lang: "nl", Unasked: true})
		return err
	})
	if err != nil { // taken, or a product that asks for more than these people say
		return 0, unlessRefused(err)
	}
	return minutes, nil
}

func (n Bookings) wish() catalogue.Wish {
	among, whole := n.Wanted, 0
	if len(among) == 0 {
		among = wanted
	}
	for _, w := range among {
		whole += w.parts
	}
	at := n.Random.IntN(whole)
	for _, w := range among {
		if at -= w.parts; at < 0 {
			return w.wish
		}
	}
	return among[0].wish
}

// Mailbox ends the addresses of the demo's people: a domain that nobody can have (RFC 2606). What they are told stays on
// this machine, and out of the post that whoever looks around gets.
const Mailbox = "@bewoner.example"

// How the demo's people want to be told, in twentieths: by e-mail, by telephone; the others not at all.
const (
	byEmail = 12
	byPhone = 5
	channel = 20
)

// contact is a made-up person.
func (n Bookings) contact() contact.Details {
	first := []string{"Anna", "Bram", "Chris", "Dinie", "Evert", "Fenna", "Gerrit", "Hanna", "Ilse", "Jan", "Karin", "Luuk", "Marga", "Noor", "Omar", "Piet"}
	last := []string{"te Voorbeeld", "Proefman", "van Demo", "Testink", "Monsterboom", "de Verzonnen", "Fictievink", "Bedachtink"}
	given, family := first[n.Random.IntN(len(first))], last[n.Random.IntN(len(last))]
	d := contact.Details{Name: given + " " + family, Channel: contact.None}
	switch at := n.Random.IntN(channel); {
	case at < byEmail:
		d.Channel = contact.ByEmail
		d.Email = fmt.Sprintf("%s.%s%d%s", strings.ToLower(given), strings.ToLower(strings.ReplaceAll(family, " ", "")), n.Random.IntN(1_000_000), Mailbox)
	case at < byEmail+byPhone:
		d.Channel, d.Phone = contact.ByPhone, "0315 000 000"
	}
	return d
}

// Fill is the generator as a source of bytes.
func (n Bookings) Fill(p []byte) {
	for i := range p {
		p[i] = byte(n.Random.Uint32())
	}
}
