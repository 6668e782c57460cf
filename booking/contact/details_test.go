package contact

import (
	"slices"
	"strings"
	"testing"
)

func TestCheckNamesEachProblemAtItsField(t *testing.T) {
	good := Details{Name: "Riet Wissink", Channel: None}
	with := func(change func(*Details)) Details { d := good; change(&d); return d }
	cases := map[string]struct {
		d    Details
		need Need
		want []Problem
	}{
		"good":            {good, Need{}, nil},
		"accents":         {with(func(d *Details) { d.Name = "Zoë Øyvind O’Brien-Şahin" }), Need{}, nil},
		"right to left":   {with(func(d *Details) { d.Name = "محمد الأمين" }), Need{}, nil},
		"html is text":    {with(func(d *Details) { d.Name = "<b>Riet</b>" }), Need{}, nil},
		"emoji with name": {with(func(d *Details) { d.Name = "Riet 🌷" }), Need{}, nil},
		"empty":           {Details{}, Need{}, []Problem{{"name", "name.missing"}, {"channel", "channel.missing"}}},
		"only emoji":      {with(func(d *Details) { d.Name = "🌷🌷" }), Need{}, []Problem{{"name", "name.letters"}}},
		"long":            {with(func(d *Details) { d.Name = strings.Repeat("a", 10_000) }), Need{}, []Problem{{"name", "name.long"}}},
		"turned around":   {with(func(d *Details) { d.Name = "Riet\u202eknissiW" }), Need{}, nil},
		"broken utf-8":    {with(func(d *Details) { d.Name = "Riet\xff" }), Need{}, []Problem{{"name", "name.characters"}}},
		"other channel":   {with(func(d *Details) { d.Channel = "pigeon" }), Need{}, []Problem{{"channel", "channel.missing"}}},
		"plus address":    {with(func(d *Details) { d.Channel, d.Email = ByEmail, "riet+pas@voorbeeld.nl" }), Need{}, nil},
		"half address":    {with(func(d *Details) { d.Channel, d.Email = ByEmail, "riet.wissink@" }), Need{}, []Problem{{"email", "email.shape"}}},
		"bare host":       {with(func(d *Details) { d.Channel, d.Email = ByEmail, "riet@localhost" }), Need{}, []Problem{{"email", "email.shape"}}},
		"with name":       {with(func(d *Details) { d.Channel, d.Email = ByEmail, "Riet <riet@voorbeeld.nl>" }), Need{}, []Problem{{"email", "email.shape"}}},
		"two addresses":   {with(func(d *Details) { d.Channel, d.Email = ByEmail, "a@b.nl,c@d.nl" }), Need{}, []Problem{{"email", "email.shape"}}},
		"header":          {with(func(d *Details) { d.Channel, d.Email = ByEmail, "a@b.nl\r\nBcc: c@d.nl" }), Need{}, []Problem{{"email", "email.shape"}}},
		"no address":      {with(func(d *Details) { d.Channel = ByEmail }), Need{}, []Problem{{"email", "email.missing"}}},
		"phone":           {with(func(d *Details) { d.Channel, d.Phone = ByPhone, "+49 (0) 2871-123 456" }), Need{}, nil},
		"phone of words":  {with(func(d *Details) { d.Channel, d.Phone = ByPhone, "bel mij" }), Need{}, []Problem{{"phone", "phone.shape"}}},
		"short phone":     {with(func(d *Details) { d.Channel, d.Phone = ByPhone, "12345" }), Need{}, []Problem{{"phone", "phone.shape"}}},
		"needs a phone":   {good, Need{Phone: true}, []Problem{{"phone", "phone.missing"}}},
		"long note":       {with(func(d *Details) { d.Note = strings.Repeat("b", 301) }), Need{}, []Problem{{"note", "note.long"}}},
		"note of lines":   {with(func(d *Details) { d.Note = "een\r\ntwee" }), Need{}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := c.d.Tidy(c.need).Check(c.need); !slices.Equal(got, c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestTidyKeepsOnlyWhatWasAsked(t *testing.T) {
	typed := Details{Name: "  Riet \t Wissink ", Email: "riet@voorbeeld.nl", Phone: "0315 292292", Channel: None}
	if got, want := typed.Tidy(Need{}), (Details{Name: "Riet Wissink", Channel: None}); !got.Same(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}
