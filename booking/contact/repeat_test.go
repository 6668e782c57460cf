package contact

import (
	"testing"

	"balie/booking/ledger"
)

// TestWhoeverRepeatsThemselvesIsRecognised: the same mailbox, number and door in every spelling are one, and
// neighbours are others.
func TestWhoeverRepeatsThemselvesIsRecognised(t *testing.T) {
	mail := func(s string) Details { return Details{Name: "x", Channel: ByEmail, Email: s} }
	call := func(s string) Details { return Details{Name: "x", Channel: ByPhone, Phone: s} }
	door := func(street, code string) Details {
		return Details{Name: "x", Channel: ByLetter, Street: street, Postcode: code, Place: "Ulft"}
	}
	for what, c := range map[string]struct {
		kept        Details
		same, other []Details
	}{
		"a mailbox": {mail("riet@voorbeeld.nl"), []Details{mail("RIET@voorbeeld.nl"), mail("riet+pas@voorbeeld.nl"), mail("<Riet+2@Voorbeeld.NL>"), mail("mailto:riet@voorbeeld.nl")},
			[]Details{mail("riet@voorbeeld.de"), mail("r.iet@voorbeeld.nl"), mail("margriet@voorbeeld.nl")}},
		"a tagged one":     {mail("riet+pas@voorbeeld.nl"), []Details{mail("riet@voorbeeld.nl"), mail("riet+id@voorbeeld.nl")}, []Details{mail("pas@voorbeeld.nl")}},
		"dots that are no": {mail("riet.wissink@gmail.com"), []Details{mail("rietwissink@googlemail.com"), mail("r.i.e.t.wissink+x@gmail.com")}, []Details{mail("riet.wissink@outlook.com")}},
		"a number":         {call("06 12345678"), []Details{call("+31612345678"), call("0031 6 1234 5678"), call("(06) 12-34-56-78"), call("tel: +31 (0)6 12345678")}, []Details{call("06 12345679"), call("+49 1512 3456789")}},
		"a door": {door("Dorpsstraat 12 a", "7071 AB"), []Details{door("Dorpsstr. 12a", "7071ab"), door("dorpsstraat 12-A", "NL-7071 AB")},
			[]Details{door("Dorpsstraat 12", "7071 AB"), door("Dorpsstraat 12 b", "7071 AB"), door("Dorpsstraat 12 a", "7071 AC")}},
	} {
		t.Run(what, func(t *testing.T) {
			l, v := mustOpen(t, t.TempDir())
			write := func(id string, d Details) {
				if err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error { return Keep(tx, v, Appointment(id), d) }); err != nil {
					t.Fatal(err)
				}
			}
			known := func(d Details) (found bool) {
				if err := l.View(func(r ledger.Reader) error {
					all, err := FindAlike(r, v, d.Clean(), 10)
					for _, a := range all {
						found = found || len(a.IDs) > 0
					}
					return err
				}); err != nil {
					t.Fatal(err)
				}
				return found
			}
			write("een", c.kept)
			for _, d := range c.same {
				if !known(d) {
					t.Errorf("%+v is taken for somebody else", d)
				}
			}
			for _, d := range c.other {
				if known(d) {
					t.Errorf("%+v is taken for the same", d)
				}
			}
		})
	}
}
