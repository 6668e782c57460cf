package contact

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Question is what is to be known of one that a product asks itself, to judge its answer.
type Question struct {
	Product  int // its number, given once and never again
	ID       string
	Required bool
	Choices  int // how many there are to choose from; 0 is a line of text
}

// Field names the question in a Problem: its answer is no column of Fields, since each municipality has its own.
func (q Question) Field() string { return AnswerField(q.Product, q.ID) }

// AnswerField is Question.Field of a question of a product.
func AnswerField(product int, id string) string { return fmt.Sprintf("answer_%d_%s", product, id) }

// Answer is what somebody said to a question of a product: a line of text, or the number of a choice from 1 on.
// It is sealed with the rest of the details and goes with them.
type Answer struct {
	Product int    `json:"product"`
	ID      string `json:"id"`
	Said    string `json:"said"`
}

// MaxAnswer is how many characters an answer has at most.
const MaxAnswer = 200

// Answer is what was said to a question, "" for nothing.
func (d Details) Answer(product int, id string) string {
	for _, a := range d.Answers {
		if a.Product == product && a.ID == id {
			return a.Said
		}
	}
	return ""
}

// Same reports whether two details say the same.
func (d Details) Same(o Details) bool {
	mine, others := d.Answers, o.Answers
	d.Answers, o.Answers = nil, nil
	return reflect.DeepEqual(d, o) && slices.Equal(mine, others)
}

// Empty reports whether nothing was said yet.
func (d Details) Empty() bool { return d.Same(Details{}) }

// Asked are the details with the answers alone to what is asked, in the order of the questions.
func (d Details) Asked(questions []Question) Details {
	var all []Answer
	for _, q := range questions {
		if said := d.Answer(q.Product, q.ID); said != "" {
			all = append(all, Answer{q.Product, q.ID, said})
		}
	}
	d.Answers = all
	return d
}

// CheckAnswers returns every problem with the answers to what is asked, in its order.
func (d Details) CheckAnswers(questions []Question) (found []Problem) {
	for _, q := range questions {
		if key := q.checkAnswer(d.Answer(q.Product, q.ID)); key != "" {
			found = append(found, Problem{q.Field(), key})
		}
	}
	return found
}

// checkAnswer is the key of what is wrong with an answer, or "".
func (q Question) checkAnswer(said string) string {
	switch {
	case said == "" && q.Required:
		return "answer.missing"
	case said == "":
		return ""
	case q.Choices > 0:
		if n := choice(said); n < 1 || n > q.Choices {
			return "answer.choice"
		}
		return ""
	case utf8.RuneCountInString(said) > MaxAnswer:
		return "answer.long"
	case unprintable(said):
		return "answer.characters"
	case IdentityNumber(said):
		return "answer.identity"
	}
	return ""
}

// choice is the number of a choice, 0 for none.
func choice(said string) (n int) {
	for _, r := range said {
		if r < '0' || r > '9' || len(said) > 2 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}

var (
	digitRuns = regexp.MustCompile(`\d(?:[ .\-/]?\d)*`)
	ibans     = regexp.MustCompile(`\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b`)
	documents = regexp.MustCompile(`\b[A-NP-Z]{2}[A-NP-Z0-9]{6}\d\b`)
)

// IdentityNumber reports whether a text has in it what looks like a citizen service number (BSN), the number of a
// Dutch travel document or of a bank account: however it is spaced, and in digits of any script.
func IdentityNumber(text string) bool {
	text = ascii(text)
	for _, run := range digitRuns.FindAllString(text, -1) {
		digits := strings.NewReplacer(" ", "", ".", "", "-", "", "/", "").Replace(run)
		if isBSN(digits) && (len(digits) == 9 || !strings.ContainsAny(run, ".-/")) { // eight in parts are a day
			return true
		}
		if slices.ContainsFunc(strings.Fields(run), func(one string) bool { return len(one) == 9 && isBSN(one) }) {
			return true // behind another number
		}
	}
	if slices.ContainsFunc(ibans.FindAllString(text, -1), isIBAN) {
		return true
	}
	return slices.ContainsFunc(documents.FindAllString(strings.ToUpper(text), -1), func(one string) bool {
		return len(digitRuns.FindAllString(one, -1)) > 0 && strings.Count(one, "")-1-letters(one) >= 4
	})
}

func letters(text string) int {
	return len(strings.Map(func(r rune) rune {
		if r < 'A' || r > 'Z' {
			return -1
		}
		return r
	}, text))
}

// isBSN holds eight or nine digits against the test of eleven.
func isBSN(digits string) bool {
	if len(digits) == 8 {
		digits = "0" + digits
	}
	if len(digits) != 9 || digits == "000000000" {
		return false
	}
	sum := -int(digits[8] - '0')
	for i := range 8 {
		sum += (9 - i) * int(digits[i]-'0')
	}
	return sum%11 == 0
}

// isIBAN holds a text against the check of ISO 13616: its remainder by 97 is 1.
func isIBAN(text string) bool {
	text = strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	if len(text) < 15 || len(text) > 34 {
		return false
	}
	rest := 0
	for _, r := range text[4:] + text[:4] {
		switch {
		case r >= '0' && r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			rest = (rest*100 + int(r-'A') + 10) % 97
		}
	}
	return rest == 1
}
