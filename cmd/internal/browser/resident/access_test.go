package resident

import (
	"context"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/browser"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
)

// accessStory is of people whose browsers know no JavaScript and who cannot just book a passport.
func accessStory(t *testing.T, w *browser.Town) {
	for _, story := range []struct {
		name string
		tell func(*testing.T, *browser.Town)
	}{
		{"a death today", deathStory}, {"a need and a letter", needStory}, {"money worries, unnoticed", discreetStory}, {"who is unsure is called", unsureStory},
		{"earlier", earlierStory}, {"asked to move", askedStory}, {"invited", invitedStory}, {"an undertaker", undertakerStory},
	} {
		t.Run(story.name, func(t *testing.T) { story.tell(t, w) })
	}
}

// holdFirst goes from a page of times, with its first time, to the details.
func holdFirst(b *browser.Tab) (when string) {
	b.T.Helper()
	b.Until(`document.querySelector("h1").innerText.startsWith("Wanneer ")`)
	when = b.TakeTime(0)
	b.WantTitle("Hoe kunnen wij u bereiken?")
	return when
}

// makeIt goes from the details to the appointment.
func makeIt(b *browser.Tab, seen ...string) {
	b.T.Helper()
	makeItAs(b, "Afspraak maken", "Uw afspraak is gemaakt", seen...)
}

// makeItAs is makeIt where the button and the page say how we meet.
func makeItAs(b *browser.Tab, button, made string, seen ...string) {
	b.T.Helper()
	b.Push("Verder naar controleren")
	b.WantTitle("Klopt alles?")
	b.WantSeen(seen...)
	b.Push(button)
	b.WantTitle(made)
}

func deathStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/")
	b.Follow("a", "Spoed: bekijk wat kan")
	b.Follow("a.balie-choice", "Een overlijden aangeven")
	b.WantSeen("Regelt een uitvaartondernemer de aangifte?", "(0315) 292 292")
	b.Follow("a", "Nee, ik doe het zelf")
	b.WantSeen("De eerste vrije tijd", "maandag 30 november", "vandaag")
	b.Visit("/spoed/overlijden?uitvaart=nee&datum=2026-11-28")
	b.WantSeen("Begraven of cremeren kan tot en met maandag 7 december 2026")
	b.Follow("a", "Kies een tijd")
	b.WantSeen("De laatste dag is maandag 7 december 2026.")
	when := holdFirst(b)
	if !strings.HasPrefix(when, "maandag 30 november") {
		t.Errorf("the first place is %s, not today", when)
	}
	b.Fill("naam", "Riet Voorbeeld")
	b.Click("label", "Ik wil geen bericht")
	makeIt(b, "Laatste dag", "maandag 7 december 2026", "gratis", when)
}

func needStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/afspraak?product=paspoort")
	b.WantSeen("€ 85,00", "Klaar na 5 werkdagen", "Toeslag voor spoed", "Vanaf vrijdag 1 januari 2027")
	b.Push("Kies een tijd")
	holdFirst(b)
	b.Fill("naam", "Riet Voorbeeld")
	b.Click("label", "Met een brief")
	b.Fill("straat", "Dorpsstraat 1")
	b.Fill("postcode", "7081 bn")
	b.Fill("plaats", "Gendringen")
	b.Click(".balie-aid summary", "")
	b.Click("label", "Een lage balie")
	makeIt(b, "Met een brief naar Dorpsstraat 1, 7081 BN Gendringen", "Een lage balie, voor een rolstoel", "€ 85,00")
	b.WantSeen("Verandert er iets? Dan sturen wij u een brief.")
}

func discreetStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/afspraak?product=schuldhulp")
	if said := b.Text("main"); strings.Contains(said, "Kosten") || strings.Contains(said, "kost het") {
		t.Errorf("where money is a delicate matter costs are named: %s", said)
	}
	b.Push("Kies een tijd")
	holdFirst(b)
	b.Fill("naam", "Riet Voorbeeld")
	b.Click("label", "Met een sms")
	b.Fill("telefoon", "06 1234 5678")
	makeIt(b, "Met een sms naar 06 12345678")
	post := w.Open(t, browser.Person{Scriptless: true})
	servertest.Soon(t, "the text message is shown", func() bool {
		time.Sleep(250 * time.Millisecond) // seldom: the town's clock stands, so that its limit of pages never fills again
		post.Visit("/post")                // it is written after the answer
		return strings.Contains(post.Text("main"), "+31612345678")
	})
	post.WantSeen("Sms", "+31612345678")
	text := browser.Answer[string](post, `document.querySelector("article").innerText`)
	if strings.Contains(strings.ToLower(text), "schuld") || strings.Contains(strings.ToLower(text), "geld") {
		t.Errorf("the text message says %s", text)
	}
}

func unsureStory(t *testing.T, w *browser.Town) {
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/")
	b.Follow("a", "Wegwijzer")
	b.Follow("a", "Iets anders, of ik weet het niet")
	b.Push("Dat u mij belt")
	b.WantTitle("Terugbellen: wij bellen u")
	b.Push("Kies een tijd")
	b.TakeTime(1) // the first may begin while this is told
	b.WantTitle("Op welk nummer bellen wij u?")
	b.Fill("naam", "Riet Voorbeeld")
	b.Click("label", "Met een telefoontje")
	b.Fill("telefoon", "0315 000 111")
	makeItAs(b, "Belafspraak maken", "Wij bellen u", "Wij bellen u")
	b.WantSeen("tussen", "Houd uw telefoon bij de hand")
}

// bookedBy makes an appointment as the pages do, for who has none in this story yet.
func bookedBy(w *browser.Town, t *testing.T, who contact.Details, days int) (a booking.Appointment, code string) {
	t.Helper()
	h := w.Server.Server
	wish := catalogue.Wish{{Product: "identiteitskaart", Persons: 1}}
	err := h.Ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error {
		offers, err := supply.BestFrom(tx, demo.Office, supply.Query{Wish: wish}, 1, calendar.DateOf(2026, 11, 30).AddDays(days))
		if err != nil || len(offers) == 0 {
			t.Fatal("no time: ", err)
		}
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, wish, offers[0]); err != nil {
			return err
		}
		a, err = booking.Book(tx, h.Vault, booking.Request{Key: key, Contact: who, Lang: "nl"})
		code = booking.SpokenCode(h.Vault, a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return a, code
}

// openBy opens an appointment by its code.
func openBy(b *browser.Tab, code string) {
	b.T.Helper()
	b.Visit("/a")
	b.Fill("code", code)
	b.Push("Afspraak bekijken")
	b.WantTitle("Uw afspraak")
}

var mailedTo = contact.Details{Name: "Riet Voorbeeld", Email: "riet@voorbeeld.example", Channel: contact.ByEmail}

func earlierStory(t *testing.T, w *browser.Town) {
	_, code := bookedBy(w, t, mailedTo, 40)
	early, _ := bookedBy(w, t, contact.Details{Name: "Jan Voorbeeld", Channel: contact.None}, 3)
	b := w.Open(t, browser.Person{Scriptless: true})
	openBy(b, code)
	b.Follow("a", "Zet mij op de lijst")
	b.Click("label", "Vraag het mij eerst")
	b.Push("Op de lijst zetten")
	b.WantSeen("U staat op de lijst")
	err := w.Server.Server.Ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, early.ID); return err })
	if err != nil {
		t.Fatal(err)
	}
	openBy(b, code)
	b.WantSeen("Er is een eerdere tijd vrij", "Deze tijd is van u tot")
	b.Push("Ja, ik kom op deze tijd")
	b.WantTitle("Uw afspraak is verzet")
}

func askedStory(t *testing.T, w *browser.Town) {
	a, code := bookedBy(w, t, mailedTo, 9)
	l := w.Server.Server.Ledger
	var times []supply.Offer
	err := l.View(func(r ledger.Reader) (err error) {
		times, err = booking.Propose(r, a.ID, booking.Unavailable{})
		return err
	})
	if err == nil {
		err = l.Update(context.Background(), "test", func(tx *ledger.Tx) error {
			_, err := booking.RequestReschedule(tx, a.ID, booking.OfficeClosed, times)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	b := w.Open(t, browser.Person{Scriptless: true})
	openBy(b, code)
	b.WantSeen("Kunt u op een andere tijd komen?", "Wij zijn op die tijd dicht.", "Wij houden deze tijden voor u vast.")
	b.Leave(func() { b.Click("button[name=keuze][value='1']", "") })
	b.WantTitle("Uw afspraak is verzet")
}

func invitedStory(t *testing.T, w *browser.Town) {
	h := w.Server.Server
	var code string
	err := h.Ledger.Update(context.Background(), "test", func(tx *ledger.Tx) error {
		i, err := booking.MakeInvite(tx, h.Vault, booking.Invite{Product: "paspoort", Office: demo.Office, Deadline: calendar.DateOf(2026, 12, 20), CallAfter: 7, Lang: "nl"}, mailedTo)
		code = booking.InviteCode(h.Vault, i)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/u")
	b.Fill("code", strings.ToLower(code))
	b.Push("Verder")
	b.WantTitle("U bent uitgenodigd")
	b.WantSeen("Uw afspraak: Paspoort aanvragen", "tot en met zondag 20 december 2026")
	b.TakeTime(0)
	b.WantSeen("Wilt u deze tijd?")
	b.Push("Afspraak maken")
	b.WantTitle("Uw afspraak is gemaakt")
}

func undertakerStory(t *testing.T, w *browser.Town) {
	h := w.Server.Server
	var key string
	err := h.Ledger.Update(context.Background(), "test", func(tx *ledger.Tx) (err error) {
		_, key, err = booking.AddPartner(tx, h.Vault, "Uitvaart Het Voorbeeld", []catalogue.ProductID{"overlijden"}, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.Open(t, browser.Person{Scriptless: true})
	b.Visit("/spoed/overlijden?uitvaart=ja")
	b.Follow("a", "Bent u de uitvaartondernemer?")
	b.Fill("sleutel", strings.ToLower(key))
	b.Push("Verder")
	b.WantSeen("Uitvaart Het Voorbeeld")
	for range 2 {
		b.Fill("naam", "Nabestaanden Voorbeeld")
		b.Click("label", "Ik wil geen bericht")
		b.Push("Afspraak maken")
		b.WantSeen("Uw afspraak is gemaakt", "Geef deze code door")
	}
	b.Push("Klaar, sluit af")
	b.WantTitle("Afspraak maken voor iemand anders")
}
