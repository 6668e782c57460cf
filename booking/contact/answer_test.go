package contact

import (
	"slices"
	"testing"
)

// TestAnAnswerThatLooksLikeANumberOfIdentityIsRefused at its question, however it is written.
func TestAnAnswerThatLooksLikeANumberOfIdentityIsRefused(t *testing.T) {
	for said, refused := range map[string]bool{
		"123456782": true, "mijn bsn is 1234.56.782": true, "1234 56 782": true, "kamer 3 123456782": true, "12345672": true, "１２３４５６７８２": true,
		"NL91 ABNA 0417 1643 00": true, "nl91abna0417164300": true, "DE89 3704 0044 0532 0130 00": true, "SPECI2014": true, "ab1234567": true,
		"": false, "123456789": false, "06 12345678": false, "0315 292 292": false, "12-12-2026 om 10.20 uur": false, "geel": false, "25 stoelen": false,
		"NL91 ABNA 0417 1643 01": false, "7081 BN 12": false, "Gendringen": false, "000000000": false, "een lange vraag over 2 dingen": false,
	} {
		if got := IdentityNumber(said); got != refused {
			t.Errorf("%q: %t, want %t", said, got, refused)
		}
	}
}

// TestAnswersAreTidiedAndCheckedAsTheFieldsAre: what is not asked goes, what must be said is said, what cannot be is
// named at its question.
func TestAnswersAreTidiedAndCheckedAsTheFieldsAre(t *testing.T) {
	need := Need{Questions: []Question{{Product: 7, ID: "kleur", Choices: 3}, {Product: 7, ID: "waarom", Required: true}}}
	for _, one := range []struct {
		answers []Answer
		keep    []Answer
		want    []Problem
	}{
		{nil, nil, []Problem{{"answer_7_waarom", "answer.missing"}}},
		{[]Answer{{7, "waarom", " \u200bom  de tuin "}, {7, "oud", "x"}, {8, "waarom", "x"}}, []Answer{{7, "waarom", "om de tuin"}}, nil},
		{[]Answer{{7, "waarom", "x"}, {7, "kleur", "3"}}, []Answer{{7, "kleur", "3"}, {7, "waarom", "x"}}, nil},
		{[]Answer{{7, "waarom", "x"}, {7, "kleur", "4"}}, []Answer{{7, "kleur", "4"}, {7, "waarom", "x"}}, []Problem{{"answer_7_kleur", "answer.choice"}}},
		{[]Answer{{7, "waarom", "x"}, {7, "kleur", "geel"}}, []Answer{{7, "kleur", "geel"}, {7, "waarom", "x"}}, []Problem{{"answer_7_kleur", "answer.choice"}}},
		{[]Answer{{7, "waarom", "bsn 123456782"}}, []Answer{{7, "waarom", "bsn 123456782"}}, []Problem{{"answer_7_waarom", "answer.identity"}}},
	} {
		d := Details{Name: "Riet", Channel: None, Answers: one.answers}.Tidy(need)
		if !slices.Equal(d.Answers, one.keep) || !d.Tidy(need).Same(d) {
			t.Errorf("%v is kept as %v, want %v", one.answers, d.Answers, one.keep)
		}
		if got := d.Check(need); !slices.Equal(got, one.want) {
			t.Errorf("%v: %v, want %v", one.answers, got, one.want)
		}
	}
}
