package main

import (
	"context"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// accessStory is of people whose browsers know no JavaScript and who cannot just book a passport.
func accessStory(t *testing.T, w *town) {
	for _, story := range []struct {
		name string
		tell func(*testing.T, *town)
	}{
		{"a death today", deathStory}, {"a need and a letter", needStory}, {"money worries, unnoticed", discreetStory}, {"who is unsure is called", unsureStory},
		{"earlier", earlierStory}, {"asked to move", askedStory}, {"invited", invitedStory}, {"an undertaker", undertakerStory},
	} {
		t.Run(story.name, func(t *testing.T) { story.tell(t, w) })
	}
}

// holdFirst goes from a page of times, with its first time, to the details.
func (b *tab) holdFirst() (when string) {
	b.t.Helper()
	b.wantTitle("Wanneer komt u langs?")
	when = answer[string](b, `document.querySelector("[name=tijd]:checked").dataset.moment`)
	b.push("Verder met deze tijd")
	b.wantTitle("Hoe kunnen wij u bereiken?")
	return when
}

// makeIt goes from the details to the appointment.
func (b *tab) makeIt(seen ...string) {
	b.t.Helper()
	b.push("Verder naar controleren")
	b.wantTitle("Klopt alles?")
	b.wantSeen(seen...)
	b.push("Afspraak maken")
	b.wantTitle("Uw afspraak is gemaakt")
}

func deathStory(t *testing.T, w *town) {
	b := w.open(t, person{scriptless: true})
	b.visit("/")
	b.follow("a", "Dit kan niet wachten")
	b.follow("a.balie-choice", "Een overlijden aangeven")
	b.wantSeen("Regelt een uitvaartondernemer de aangifte?", "(0315) 292 292")
	b.follow("a", "Nee, ik doe het zelf")
	b.wantSeen("De eerste plek", "maandag 30 november", "vandaag")
	b.visit("/spoed/overlijden?uitvaart=nee&datum=2026-11-28")
	b.wantSeen("Begraven of cremeren kan tot en met maandag 7 december 2026")
	b.follow("a", "Kies een tijd")
	b.wantSeen("De laatste dag is maandag 7 december 2026.")
	when := b.holdFirst()
	if !strings.HasPrefix(when, "maandag 30 november") {
		t.Errorf("the first place is %s, not today", when)
	}
	b.fill("naam", "Riet Voorbeeld")
	b.click("label", "Liever niet")
	b.makeIt("Laatste dag", "maandag 7 december 2026", "gratis", when)
}

func needStory(t *testing.T, w *town) {
	b := w.open(t, person{scriptless: true})
	b.visit("/afspraak?product=paspoort")
	b.wantSeen("€ 85,00", "Klaar na 5 werkdagen", "Met spoed komt daar bij", "Vanaf vrijdag 1 januari 2027")
	b.push("Kies een tijd")
	b.holdFirst()
	b.fill("naam", "Riet Voorbeeld")
	b.click("label", "Met een brief")
	b.fill("straat", "Dorpsstraat 1")
	b.fill("postcode", "7081 bn")
	b.fill("plaats", "Gendringen")
	b.click(".balie-aid summary", "")
	b.click("label", "Een lage balie")
	b.makeIt("Met een brief naar Dorpsstraat 1, 7081 BN Gendringen", "Een lage balie, voor een rolstoel", "€ 85,00")
	b.wantSeen("Verandert er iets? Dan sturen wij u een brief.")
}

func discreetStory(t *testing.T, w *town) {
	b := w.open(t, person{scriptless: true})
	b.visit("/afspraak?product=schuldhulp")
	b.wantSeen("Vraag het ons")
	b.push("Kies een tijd")
	b.holdFirst()
	b.fill("naam", "Riet Voorbeeld")
	b.click("label", "Met een sms")
	b.fill("telefoon", "06 1234 5678")
	b.makeIt("Met een sms naar 06 1234 5678")
	post := w.open(t, person{scriptless: true})
	post.visit("/post")
	post.wantSeen("Sms", "+31612345678")
	text := answer[string](post, `document.querySelector("article").innerText`)
	if strings.Contains(strings.ToLower(text), "schuld") || strings.Contains(strings.ToLower(text), "geld") {
		t.Errorf("the text message says %s", text)
	}
}

func unsureStory(t *testing.T, w *town) {
	b := w.open(t, person{scriptless: true})
	b.visit("/")
	b.follow("a", "Wegwijzer")
	b.follow("a", "Iets anders, of ik weet het niet")
	b.push("Dat u mij belt")
	b.wantTitle("Terugbellen: wij bellen u")
	b.push("Kies een tijd")
	b.holdFirst()
	b.fill("naam", "Riet Voorbeeld")
	b.click("label", "Met een telefoontje")
	b.fill("telefoon", "0315 000 111")
	b.makeIt("Wij bellen u")
	b.wantSeen("tussen", "Houd uw telefoon bij de hand")
}

// bookedBy makes an appointment as the pages do, for who has none in this story yet.
func (w *town) bookedBy(t *testing.T, who contact.Details, days int) (a booking.Appointment, code string) {
	t.Helper()
	h := w.main.serving.house
	wish := catalogue.Wish{{Product: "identiteitskaart", Persons: 1}}
	err := h.ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error {
		offers, err := supply.BestFrom(tx, demoOffice, supply.Query{Wish: wish}, 1, calendar.DateOf(2026, 11, 30).AddDays(days))
		if err != nil || len(offers) == 0 {
			t.Fatal("no time: ", err)
		}
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, wish, offers[0]); err != nil {
			return err
		}
		a, err = booking.Book(tx, h.vault, booking.Request{Key: key, Contact: who, Lang: "nl"})
		code = booking.SpokenCode(h.vault, a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a, code
}

// openBy opens an appointment by its code.
func (b *tab) openBy(code string) {
	b.t.Helper()
	b.visit("/a")
	b.fill("code", code)
	b.push("Afspraak bekijken")
	b.wantTitle("Uw afspraak")
}

var mailedTo = contact.Details{Name: "Riet Voorbeeld", Email: "riet@voorbeeld.example", Channel: contact.ByEmail}

func earlierStory(t *testing.T, w *town) {
	_, code := w.bookedBy(t, mailedTo, 40)
	early, _ := w.bookedBy(t, contact.Details{Name: "Jan Voorbeeld", Channel: contact.None}, 3)
	b := w.open(t, person{scriptless: true})
	b.openBy(code)
	b.follow("a", "Zet mij op de lijst")
	b.click("label", "Vraag het mij eerst")
	b.push("Op de lijst zetten")
	b.wantSeen("U staat op de lijst")
	err := w.main.serving.house.ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, early.ID); return err })
	if err != nil {
		t.Fatal(err)
	}
	b.openBy(code)
	b.wantSeen("Er is een eerdere tijd vrij", "Deze tijd is van u tot")
	b.push("Ja, ik kom op deze tijd")
	b.wantTitle("Uw afspraak is verzet")
}

func askedStory(t *testing.T, w *town) {
	a, code := w.bookedBy(t, mailedTo, 9)
	l := w.main.serving.house.ledger
	var times []supply.Offer
	err := l.View(func(r ledger.Reader) (err error) { times, err = booking.Propose(r, a.ID); return err })
	if err == nil {
		err = l.Update(context.Background(), "test", func(tx *ledger.Tx) error {
			_, err := booking.RequestReschedule(tx, a.ID, booking.OfficeClosed, times)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	b := w.open(t, person{scriptless: true})
	b.openBy(code)
	b.wantSeen("Kunt u op een andere tijd komen?", "Wij zijn op die tijd dicht.", "Wij houden deze tijden voor u vast.")
	b.leave(func() { b.click("button[name=keuze][value='1']", "") })
	b.wantTitle("Uw afspraak is verzet")
}

func invitedStory(t *testing.T, w *town) {
	h := w.main.serving.house
	var code string
	err := h.ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error {
		i, err := booking.MakeInvite(tx, h.vault, booking.Invite{Product: "paspoort", Office: demoOffice, Deadline: calendar.DateOf(2026, 12, 20), CallAfter: 7, Lang: "nl"}, mailedTo)
		code = booking.InviteCode(h.vault, i)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.open(t, person{scriptless: true})
	b.visit("/u")
	b.fill("code", strings.ToLower(code))
	b.push("Verder")
	b.wantTitle("U bent uitgenodigd")
	b.wantSeen("Uw afspraak: Paspoort aanvragen", "tot en met zondag 20 december 2026")
	b.push("Afspraak maken")
	b.wantTitle("Uw afspraak is gemaakt")
}

func undertakerStory(t *testing.T, w *town) {
	h := w.main.serving.house
	var key string
	err := h.ledger.Update(context.Background(), "test", func(tx *ledger.Tx) (err error) {
		_, key, err = booking.AddPartner(tx, h.vault, "Uitvaart Het Voorbeeld", []catalogue.ProductID{"overlijden"}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.open(t, person{scriptless: true})
	b.visit("/spoed/overlijden?uitvaart=ja")
	b.follow("a", "Bent u de uitvaartondernemer?")
	b.fill("sleutel", strings.ToLower(key))
	b.push("Verder")
	b.wantSeen("Uitvaart Het Voorbeeld")
	for range 2 {
		b.fill("naam", "Nabestaanden Voorbeeld")
		b.click("label", "Liever niet")
		b.push("Afspraak maken")
		b.wantSeen("Uw afspraak is gemaakt", "Geef deze code door")
	}
	b.push("Klaar, sluit af")
	b.wantTitle("Afspraak maken voor iemand anders")
}
