package contact

import (
	"reflect"
	"strings"
	"testing"
)

// pasted is what people type and paste: the right stored form, or the right refusal.
type pasted struct{ typed, stored, refused string }

var pastedNames = []pasted{
	{"  Riet \t Wissink ", "Riet Wissink", ""},
	{"Zoe\u0308", "Zoë", ""}, // decomposed, as macOS pastes it
	{"Riet\u00a0Wissink", "Riet Wissink", ""},
	{"Riet\u2003Wissink\u3000", "Riet Wissink", ""},
	{"\ufeffRiet", "Riet", ""},
	{"Ri\u200bet", "Riet", ""},
	{"Wis\u00adsink", "Wissink", ""},
	{"\u202bRiet\u202c", "Riet", ""},
	{"Riet\u202eknissiW", "RietknissiW", ""},
	{"\u2067محمد\u2069 الأمين", "محمد الأمين", ""},
	{"Jan\u2011Willem", "Jan-Willem", ""},
	{"Jan\u2013Willem", "Jan-Willem", ""},
	{"Jan \u2212 Willem", "Jan - Willem", ""},
	{"O\u2019Brien", "O\u2019Brien", ""},
	{"'t Hart", "'t Hart", ""},
	{"Şahin Øvind Łuczak", "Şahin Øvind Łuczak", ""},
	{"李明", "李明", ""},
	{"刘", "刘", ""},
	{"X", "X", ""},
	{"<b>Riet</b>", "<b>Riet</b>", ""},
	{"Riet 🌷", "Riet 🌷", ""},
	{"Riet\r\nWissink", "Riet Wissink", ""},
	{"O'); DROP TABLE", "O'); DROP TABLE", ""},
	{"null", "null", ""},
	{"Jr. 3e", "Jr. 3e", ""},
	{"", "", "name.missing"},
	{"\u200b\u200b", "", "name.missing"},
	{"\u3164\u2800", "", "name.missing"},
	{"🌷🌷", "🌷🌷", "name.letters"},
	{"...", "...", "name.letters"},
	{"\u02bc", "\u02bc", "name.letters"},
	{"Riet\x00", "Riet\x00", "name.characters"},
	{"Riet\xff", "Riet\ufffd", "name.characters"},
	{"Riet\x1b[2J", "Riet\x1b[2J", "name.characters"},
	{strings.Repeat("é", 100), strings.Repeat("é", 100), ""}, // letters, not bytes
	{strings.Repeat("a", 101), strings.Repeat("a", 101), "name.long"},
}

var pastedPhones = []pasted{
	{"0612345678", "+31612345678", ""},
	{"06 1234 5678", "+31612345678", ""},
	{"06-12345678", "+31612345678", ""},
	{"06\u201112345678", "+31612345678", ""},
	{"06\u2013 12 34 56 78", "+31612345678", ""},
	{"06.12.34.56.78", "+31612345678", ""},
	{"06/12345678", "+31612345678", ""},
	{"(06) 12345678", "+31612345678", ""},
	{"+31612345678", "+31612345678", ""},
	{"+31 6 12345678", "+31612345678", ""},
	{"+31 (0)6 12345678", "+31612345678", ""},
	{"+31 06 12345678", "+31612345678", ""},
	{"+31-(0)6-12345678", "+31612345678", ""},
	{"0031612345678", "+31612345678", ""},
	{"0031 (0)6 12345678", "+31612345678", ""},
	{"++31612345678", "+31612345678", ""},
	{"(+31) 612345678", "+31612345678", ""},
	{"31612345678", "+31612345678", ""},
	{"612345678", "+31612345678", ""},
	{"\u202a+31 6 12345678\u202c", "+31612345678", ""}, // as Windows copies it from a contact card
	{"\u200e06 12345678", "+31612345678", ""},
	{"tel:+31612345678", "+31612345678", ""},
	{"Tel. 06 12345678", "+31612345678", ""},
	{"mobiel: 06-12345678", "+31612345678", ""},
	{"０６１２３４５６７８", "+31612345678", ""},
	{"٠٦١٢٣٤٥٦٧٨", "+31612345678", ""},
	{"06 12345678.", "+31612345678", ""},
	{"0315 292292", "+31315292292", ""},
	{"0315-29 22 92", "+31315292292", ""},
	{"(0315) 292 292", "+31315292292", ""},
	{"088 123 4567", "+31881234567", ""},
	{"085-1234567", "+31851234567", ""},
	{"+49 2871 123456", "+492871123456", ""},
	{"+49 (0) 2871-123 456", "+492871123456", ""},
	{"+49 (2871) 123456", "+492871123456", ""},
	{"0049 2871 123456", "+492871123456", ""},
	{"02871/123456", "+492871123456", ""},
	{"02871 1234", "+4928711234", ""},
	{"0171 1234567", "+491711234567", ""},
	{"0172-1234567", "+491721234567", ""},
	{"01512 3456789", "+4915123456789", ""},
	{"+49 171 1234567", "+491711234567", ""},
	{"+32 475 12 34 56", "+32475123456", ""},
	{"+599 717 1234", "+5997171234", ""},
	{"+48 601 234 567", "+48601234567", ""},
	{"", "", "phone.missing"},
	{"bel mij", "bel mij", "phone.shape"},
	{"geen", "geen", "phone.shape"},
	{"12345", "12345", "phone.shape"},
	{"112", "112", "phone.shape"},
	{"14 0315", "14 0315", "phone.shape"},
	{"0000000000", "0000000000", "phone.shape"},
	{"+31000000000", "+31000000000", "phone.shape"},
	{"0611", "0611", "phone.shape"},
	{"061234567", "061234567", "phone.shape"},     // a digit too few, and no German number
	{"06123456789", "06123456789", "phone.shape"}, // a digit too many, and no German number
	{"0315 2922922", "0315 2922922", "phone.shape"},
	{"0315 29229", "0315 29229", "phone.shape"},
	{"0900 1234567", "0900 1234567", "phone.shape"},
	{"0900-1234", "0900-1234", "phone.shape"},
	{"+31 6 1234", "+31 6 1234", "phone.shape"},
	{"0315 292292 / 06 12345678", "0315 292292 / 06 12345678", "phone.shape"},
	{"06 12345678 (na zes uur)", "06 12345678 (na zes uur)", "phone.shape"},
	{"06 1234 567O", "06 1234 567O", "phone.shape"},
	{"+311234567890123456", "+311234567890123456", "phone.shape"},
	{strings.Repeat("1", 5000), strings.Repeat("1", 5000), "phone.shape"},
}

var pastedEmails = []pasted{
	{"riet@voorbeeld.nl", "riet@voorbeeld.nl", ""},
	{" riet@voorbeeld.nl ", "riet@voorbeeld.nl", ""},
	{"Riet.Wissink@Voorbeeld.NL", "Riet.Wissink@voorbeeld.nl", ""},
	{"riet+pas@voorbeeld.nl", "riet+pas@voorbeeld.nl", ""},
	{"o'brien@voorbeeld.nl", "o'brien@voorbeeld.nl", ""},
	{"o\u2019brien@voorbeeld.nl", "o'brien@voorbeeld.nl", ""},
	{"mailto:riet@voorbeeld.nl", "riet@voorbeeld.nl", ""},
	{"MAILTO:riet@voorbeeld.nl", "riet@voorbeeld.nl", ""},
	{"<riet@voorbeeld.nl>", "riet@voorbeeld.nl", ""},
	{"riet@voorbeeld.nl;", "riet@voorbeeld.nl", ""},
	{"riet@voorbeeld.nl,", "riet@voorbeeld.nl", ""},
	{"riet\u200b@voorbeeld.nl", "riet@voorbeeld.nl", ""},
	{"\ufeffriet@voorbeeld.nl\u00a0", "riet@voorbeeld.nl", ""},
	{"riet\u2011w@voorbeeld.nl", "riet-w@voorbeeld.nl", ""},
	{"riet＠voorbeeld．nl", "riet@voorbeeld.nl", ""},
	{"riet@köln.de", "riet@xn--kln-sna.de", ""},
	{"riet@KÖLN.de", "riet@xn--kln-sna.de", ""},
	{"riet@súdwest.voorbeeld", "riet@xn--sdwest-pya.voorbeeld", ""},
	{"riet@xn--kln-sna.de", "riet@xn--kln-sna.de", ""},
	{"a@b.co", "a@b.co", ""},
	{"riet_w@mail.voorbeeld.co.uk", "riet_w@mail.voorbeeld.co.uk", ""},
	{"riet@gmial.com", "riet@gmial.com", ""}, // likely a slip, and never forced
	{"", "", "email.missing"},
	{"riet", "riet", "email.shape"},
	{"riet@", "riet@", "email.shape"},
	{"@voorbeeld.nl", "@voorbeeld.nl", "email.shape"},
	{"riet@localhost", "riet@localhost", "email.shape"},
	{"riet@voorbeeld", "riet@voorbeeld", "email.shape"},
	{"riet@voorbeeld,nl", "riet@voorbeeld,nl", "email.shape"},
	{"riet @voorbeeld.nl", "riet @voorbeeld.nl", "email.shape"},
	{"riet@@voorbeeld.nl", "riet@@voorbeeld.nl", "email.shape"},
	{"riet..w@voorbeeld.nl", "riet..w@voorbeeld.nl", "email.shape"},
	{".riet@voorbeeld.nl", ".riet@voorbeeld.nl", "email.shape"},
	{"riet@-voorbeeld.nl", "riet@-voorbeeld.nl", "email.shape"},
	{"riet@voor_beeld.nl", "riet@voor_beeld.nl", "email.shape"},
	{"riet@voorbeeld.1", "riet@voorbeeld.1", "email.shape"},
	{`"riet w"@voorbeeld.nl`, `"riet w"@voorbeeld.nl`, "email.shape"},
	{"Riet <riet@voorbeeld.nl>", "Riet <riet@voorbeeld.nl>", "email.shape"},
	{"a@b.nl,c@d.nl", "a@b.nl,c@d.nl", "email.shape"},
	{"a@b.nl\r\nBcc: c@d.nl", "a@b.nl Bcc: c@d.nl", "email.shape"},
	{"riet@voorbeeld.nl.", "riet@voorbeeld.nl.", "email.dot"},
	{"riet@[192.168.1.1]", "riet@[192.168.1.1]", "email.literal"},
	{"riet@192.168.1.1", "riet@192.168.1.1", "email.literal"},
	{"riet@[IPv6:::1]", "riet@[ipv6:::1]", "email.literal"},
	{"zoë@voorbeeld.nl", "zoë@voorbeeld.nl", "email.local"},
	{"李@voorbeeld.nl", "李@voorbeeld.nl", "email.local"},
	{strings.Repeat("a", 65) + "@voorbeeld.nl", strings.Repeat("a", 65) + "@voorbeeld.nl", "email.long"},
	{"a@" + strings.Repeat("b.", 130) + "nl", "a@" + strings.Repeat("b.", 130) + "nl", "email.long"},
}

var pastedStreets = []pasted{
	{"Staringstraat 25", "Staringstraat 25", ""},
	{"Staringstraat\u00a025\u2013A", "Staringstraat 25-A", ""},
	{"Staringstraat 25 a", "Staringstraat 25 a", ""},
	{"Staringstraat 25bis", "Staringstraat 25bis", ""},
	{"Staringstraat 25 2-hoog", "Staringstraat 25 2-hoog", ""},
	{"Staringstraat25", "Staringstraat25", ""},
	{"1e Dorpsstraat 7", "1e Dorpsstraat 7", ""},
	{"Plein 1944 12", "Plein 1944 12", ""},
	{"Straße des 17. Juni 135", "Straße des 17. Juni 135", ""},
	{"'s-Gravenwaardsedijk 3", "'s-Gravenwaardsedijk 3", ""},
	{"Postbus 42", "Postbus 42", ""},
	{"12 rue de la Paix", "12 rue de la Paix", ""},
	{"", "", "street.missing"},
	{"Staringstraat", "Staringstraat", "street.number"},
	{"1e Dorpsstraat", "1e Dorpsstraat", "street.number"},
	{"Staringstraat 0", "Staringstraat 0", "street.number"},
	{"25", "25", "street.shape"},
	{"Staringstraat \x07 25", "Staringstraat \x07 25", "street.shape"},
	{strings.Repeat("a", 5000) + " 1", strings.Repeat("a", 5000) + " 1", "street.shape"},
}

var pastedPostcodes = []pasted{
	{"7081BN", "7081 BN", ""},
	{"7081 bn", "7081 BN", ""},
	{" 7081  Bn\u200b", "7081 BN", ""},
	{"7081-bn", "7081 BN", ""},
	{"NL-7081 BN", "7081 BN", ""},
	{"７０８１ＢＮ", "7081 BN", ""},
	{"46395", "46395", ""},
	{"D-46395", "46395", ""},
	{"DE 46395", "46395", ""},
	{"B-2000", "B-2000", ""},
	{"SW1A 1AA", "SW1A 1AA", ""},
	{"", "", "postcode.missing"},
	{"70", "70", "postcode.shape"},
	{"7081 SS", "7081 SS", "postcode.shape"},
	{"Gendringen", "GENDRINGEN", "postcode.shape"},
	{"7081 BN Gendringen", "7081 BN GENDRINGEN", "postcode.shape"},
}

var pastedNotes = []pasted{
	{" een\r\ntwee ", "een\ntwee", ""},
	{"\u2022 punt \u2014 en\u00a0door", "\u2022 punt - en door", ""},
	{"", "", ""},
	{"a\x00b", "a\x00b", "note.characters"},
	{strings.Repeat("b", 301), strings.Repeat("b", 301), "note.long"},
}

// asking are details in which a field is asked for.
var asking = map[string]Details{
	"name": {Channel: None}, "email": {Name: "Riet", Channel: ByEmail}, "phone": {Name: "Riet", Channel: ByPhone}, "note": {Name: "Riet", Channel: None},
	"street": {Name: "Riet", Channel: ByLetter, Postcode: "7081 BN", Place: "Gendringen"}, "postcode": {Name: "Riet", Channel: ByLetter, Street: "Dorpsstraat 1", Place: "Gendringen"},
}

func TestWhatIsPastedIsCleanedAndThenChecked(t *testing.T) {
	tables := map[string][]pasted{"name": pastedNames, "phone": pastedPhones, "email": pastedEmails, "street": pastedStreets, "postcode": pastedPostcodes, "note": pastedNotes}
	n := 0
	for _, f := range Fields {
		for _, p := range tables[f.Name] {
			n++
			d := asking[f.Name]
			*f.At(&d) = p.typed
			d = d.Tidy(Need{})
			if got := *f.At(&d); got != p.stored {
				t.Errorf("%s %q is stored as %q, want %q", f.Name, p.typed, got, p.stored)
			}
			if twice := d.Tidy(Need{}); !twice.Same(d) {
				t.Errorf("%s %q cleaned twice is %q", f.Name, p.typed, *f.At(&twice))
			}
			refused := ""
			for _, problem := range d.Check(Need{}) {
				refused = problem.Key
			}
			if refused != p.refused {
				t.Errorf("%s %q is answered %q, want %q", f.Name, p.typed, refused, p.refused)
			}
		}
	}
	if n < 120 {
		t.Errorf("only %d strings", n)
	}
}

func TestAPhoneIsShownAsPeopleReadIt(t *testing.T) {
	for stored, want := range map[string]string{"+31612345678": "06 12345678", "0315292292": "0315 292 292", "+492871123456": "+49 2871 123456", "bel mij": "bel mij", "": ""} {
		if got := ShowPhone(stored); got != want {
			t.Errorf("%q is shown as %q, want %q", stored, got, want)
		}
	}
}

func TestATextMessageGoesToAMobileOnly(t *testing.T) {
	for typed, want := range map[string]string{"06 12345678": "", "0171 1234567": "", "+32 475 12 34 56": "", "0315 292292": "phone.mobile", "02871 123456": "phone.mobile", "0612": "phone.shape", "+1 202 555 0143": "phone.abroad", "+62 812 3456 7890": "phone.abroad", "+44 7400 123456": "phone.abroad", "+49 1512 3456789": ""} {
		d := Details{Name: "Riet", Phone: typed, Channel: BySMS}.Tidy(Need{})
		got := ""
		for _, p := range d.Check(Need{}) {
			got = p.Key
		}
		if got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestAMunicipalityChoosesWhichCountriesItTexts(t *testing.T) {
	check := func(phone string) string { return checkMobile(cleanPhone(phone)) }
	defer textedTo.Store(nil)
	for list, want := range map[string][3]string{"EU": {"", "", "phone.abroad"}, "all": {"", "", ""}, "NL": {"", "phone.abroad", "phone.abroad"}, "NL, GB": {"", "phone.abroad", ""}} {
		if err := TextTo(list); err != nil {
			t.Fatal(err)
		}
		if got := [3]string{check("06 12345678"), check("+49 1512 3456789"), check("+44 7400 123456")}; got != want {
			t.Errorf("%s: %q, want %q", list, got, want)
		}
	}
	for _, list := range []string{"", "Nederland", "NL,", "nl"} {
		if err := TextTo(list); err != ErrCountries {
			t.Errorf("%q: %v", list, err)
		}
	}
}

func TestALikelySlipIsAQuestion(t *testing.T) {
	for typed, want := range map[string]string{
		"riet@gmial.com": "riet@gmail.com", "riet@gmail.con": "riet@gmail.com", "riet@gmai.com": "riet@gmail.com", "riet@hotmial.nl": "riet@hotmail.nl",
		"riet@zigo.nl": "riet@ziggo.nl", "Riet@Outlok.com": "Riet@outlook.com", "riet@t-onlin.de": "riet@t-online.de",
		"riet@gmail.com": "", "riet@mail.com": "", "riet@live.de": "", "riet@voorbeeld.nl": "", "riet": "", "": "", "@gmial.com": "",
	} {
		if got, _ := LikelyEmail(typed); got != want {
			t.Errorf("%q is likely %q, want %q", typed, got, want)
		}
	}
}

func TestAHouseIsStreetNumberAndAddition(t *testing.T) {
	for line, want := range map[string]House{
		"Staringstraat 25": {"Staringstraat", "25", ""}, "Staringstraat 25-A": {"Staringstraat", "25", "A"}, "Staringstraat 25 2-hoog": {"Staringstraat", "25", "2-hoog"},
		"Plein 1944 12": {"Plein 1944", "12", ""}, "12bis rue de la Paix": {"rue de la Paix", "12", "bis"}, "1e Dorpsstraat 7": {"1e Dorpsstraat", "7", ""},
	} {
		if got, ok := ParseHouse(line); !ok || got != want {
			t.Errorf("%q is %+v, want %+v", line, got, want)
		}
	}
}

func TestEveryTextOfDetailsIsInTheTable(t *testing.T) {
	var d Details
	listed := map[any]bool{}
	for _, f := range Fields {
		listed[f.At(&d)] = true
		if f.Clean == nil || f.Asked == nil || f.Check == nil || f.Purpose == "" || f.Term == "" {
			t.Errorf("%s lacks something", f.Name)
		}
	}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			switch f := v.Field(i); {
			case f.Kind() == reflect.Struct:
				walk(f)
			case f.Type() == reflect.TypeFor[string]() && !listed[f.Addr().Interface()]:
				t.Errorf("%s of %s is in no table", v.Type().Field(i).Name, v.Type())
			}
		}
	}
	walk(reflect.ValueOf(&d).Elem())
}
