package manage

import (
	"fmt"
	"strings"

	"balie/booking/catalogue"
	"balie/web/page"
	"balie/web/staff"
)

// askField is the name of a field of a question on the form: "vraag-0-nl".
func askField(i int, part string) string { return fmt.Sprintf("vraag-%d-%s", i, part) }

// typeQuestions are the fields of what a product asks itself.
func typeQuestions(t typed, all []catalogue.Question) {
	for i, q := range all {
		t[askField(i, "id")] = q.ID
		if q.Required {
			t[askField(i, "moet")] = "ja"
		}
		for language, text := range q.Texts {
			t[askField(i, language)] = text.Ask
			t[askField(i, "keuzes-"+language)] = strings.Join(text.Choices, "\n")
		}
	}
}

// questionLines are how many questions the form shows: those that are filled and one empty, as far as there may be more.
func (t typed) questionLines() int {
	last := -1
	for i := range catalogue.MostQuestions {
		if t[askField(i, "id")] != "" || t.asks(i) {
			last = i
		}
	}
	return min(last+2, catalogue.MostQuestions)
}

// asks reports whether something is typed of a question.
func (t typed) asks(i int) bool {
	for _, language := range catalogue.Languages {
		if strings.TrimSpace(t[askField(i, language)]+t[askField(i, "keuzes-"+language)]) != "" {
			return true
		}
	}
	return false
}

// questions reads those in which something is typed; one that was emptied is asked no more. A new one gets an id that
// none of the product ever had, so that an answer is never read as one to another question.
func (t typed) questions(had []catalogue.Question) (all []catalogue.Question, lines []int) {
	taken := map[string]bool{}
	for _, q := range had {
		taken[q.ID] = true
	}
	for i := range catalogue.MostQuestions {
		taken[t[askField(i, "id")]] = true
	}
	for i := range catalogue.MostQuestions {
		if !t.asks(i) {
			continue
		}
		q := catalogue.Question{ID: t[askField(i, "id")], Required: t[askField(i, "moet")] != "", Texts: map[string]catalogue.QuestionText{}}
		for _, language := range catalogue.Languages {
			text := catalogue.QuestionText{Ask: catalogue.CleanLine(t[askField(i, language)]), Choices: catalogue.CleanLines(t[askField(i, "keuzes-"+language)])}
			if text.Ask != "" || len(text.Choices) > 0 {
				q.Texts[language] = text
			}
		}
		if q.ID == "" {
			q.ID = askID(q.Text("nl").Ask, taken)
			taken[q.ID] = true
		}
		all, lines = append(all, q), append(lines, i)
	}
	return all, lines
}

// askID is a short id from the words of a question.
func askID(ask string, taken map[string]bool) string {
	long := func(id string) bool { return taken[id] || len(id) > catalogue.MostQuestionID }
	begin := staff.NewID(page.Clip(ask, catalogue.MostQuestionID-3), "vraag", func(string) bool { return false })
	return staff.NewID(begin[:min(len(begin), catalogue.MostQuestionID-3)], "vraag", long)
}

// askFault is the field of the form and the words of what is wrong with a part of a question: "0.nl.ask".
func askFault(f catalogue.Fault, lines []int) (field, key string) {
	place, rest, _ := strings.Cut(f.Part, ".")
	n := 0
	if _, err := fmt.Sscan(place, &n); err != nil || n >= len(lines) {
		return askField(0, "nl"), "questions"
	}
	language, part, _ := strings.Cut(rest, ".")
	switch {
	case part == "choices":
		return askField(lines[n], "keuzes-"+language), "question.choices"
	case strings.HasSuffix(f.Why, " health"):
		return askField(lines[n], language), "question.health"
	case strings.HasSuffix(f.Why, " identity"):
		return askField(lines[n], language), "question.identity"
	case part == "ask":
		return askField(lines[n], language), "question.ask"
	}
	return askField(lines[n], "nl"), "questions"
}
