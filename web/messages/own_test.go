package messages

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/wording"
)

// inMessages are the texts of messages, with every place that each may have in one own text.
func inMessages() (all []catalogue.Wording) {
	for _, group := range []wording.Group{wording.Mail, wording.SMS, wording.Letter} {
		for _, t := range wording.Texts(group) {
			said := "eigen"
			for _, place := range t.May {
				said += " {" + place + "}"
			}
			all = append(all, catalogue.Wording{Key: t.Key, Texts: map[string]string{"nl": said}})
		}
	}
	return all
}

// TestEveryPlaceOfAnOwnTextIsFilledAndNoneNamesADiscreetProduct gives every text all places that it may have, and
// reads each message by each channel, for a discreet product too.
func TestEveryPlaceOfAnOwnTextIsFilledAndNoneNamesADiscreetProduct(t *testing.T) {
	p := newPost(t)
	phones := &texts{}
	p.worker.Texts = phones
	p.do(func(tx *ledger.Tx) error {
		for _, w := range inMessages() {
			if _, err := catalogue.PutTown(tx, catalogue.TextRef(w.Key), w); err != nil {
				return err
			}
		}
		return nil
	})
	var said []string
	var mails []Mail
	send := func() { mails = append(mails, p.send()...) }
	for _, product := range []catalogue.ProductID{"pas", "schuld"} {
		for _, d := range []contact.Details{{Name: "Riet", Email: "kanarie@voorbeeld.nl", Channel: contact.ByEmail}, texted, posted} {
			a := p.bookFor(product, d)
			send()
			p.ask(a)
			send()
			p.do(func(tx *ledger.Tx) error { _, err := booking.AcceptProposal(tx, a.ID, 0); return err })
			send()
			for _, l := range p.letters() {
				said = append(said, l.Office+l.Title+strings.Join(l.When, " ")+strings.Join(l.What, " ")+strings.Join(l.Text, " ")+strings.Join(l.List, " ")+strings.Join(l.Foot, " ")+l.CodeLabel)
			}
			p.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, a.ID); return err })
			send()
			p.pass(40 * 60e9)
		}
		if len(mails) < 4 || len(phones.sent) < 4 {
			t.Fatalf("%d mails and %d text messages: nothing was read", len(mails), len(phones.sent))
		}
		for _, m := range mails {
			said = append(said, m.Subject+m.Text+m.HTML)
		}
		for _, m := range phones.sent {
			said = append(said, m.Text)
			if strings.Contains(m.Text, "Paspoort") {
				t.Errorf("a text message names a product: %s", m.Text)
			}
		}
		if product == "pas" && !strings.Contains(strings.Join(said, ""), "eigen") {
			t.Error("no message says an own text")
		}
		for _, one := range said {
			if strings.ContainsAny(one, "{}") || product == "schuld" && strings.Contains(one, "Schuldhulp") {
				t.Errorf("about %s is said: %s", product, one)
			}
		}
		mails, phones.sent, said = nil, nil, nil
	}
}

// TestAnOwnTextIsNeverMarkup puts markup where words belong.
func TestAnOwnTextIsNeverMarkup(t *testing.T) {
	p := newPost(t)
	p.do(func(tx *ledger.Tx) error {
		_, err := catalogue.PutTown(tx, catalogue.TextRef("mail.code"), catalogue.Wording{Key: "mail.code", Texts: map[string]string{"nl": "<script>x</script> {code} & <b>"}})
		return err
	})
	p.book("pas", "nl")
	m := p.send()[0]
	if strings.Contains(m.HTML, "<script>") || !strings.Contains(m.HTML, "&lt;script&gt;x&lt;/script&gt;") || !strings.Contains(m.Text, "<script>x</script>") {
		t.Errorf("the mail is\n%s\n%s", m.HTML, m.Text)
	}
}

// TestAPreviewShowsTheTextThatItIsFor walks every text of a message: its own words stand in a preview by some channel,
// in every language, with every place filled.
func TestAPreviewShowsTheTextThatItIsFor(t *testing.T) {
	for _, w := range inMessages() {
		for _, tag := range lang.Tags {
			own := lang.In(tag).With(map[string]string{w.Key: "EIGEN " + lang.In(tag).Whole(w.Key)}, nil)
			shown := false
			for _, by := range contact.Written {
				v := PreviewOf(own, "Proefstad", w.Key, by)
				all := v.Subject
				for _, lines := range v.Paragraphs {
					all += "\n" + strings.Join(lines, "\n")
				}
				shown = shown || strings.Contains(all, "EIGEN")
				if strings.Contains(all, "{") || strings.Contains(all, "config.own") {
					t.Errorf("%s in %s by %s: %s", w.Key, tag, by, all)
				}
			}
			if !shown {
				t.Errorf("%s in %s stands in no preview", w.Key, tag)
			}
		}
	}
}
