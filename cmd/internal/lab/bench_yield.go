package lab

import (
	"context"
	"fmt"
	"math/rand/v2"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/cmd/internal/server"
)

type benchYield struct {
	JSON   bool    `name:"json" help:"Print JSON instead of Markdown."`
	Days   int     `help:"Days that are filled." default:"300"`
	Demand float64 `help:"Minutes that are asked, as a share of the minutes that there are." default:"1"`
	Seed   uint64  `help:"Of the residents and their wishes." default:"1509"`
}

// Skills of the desks of this office: every desk does documents, some do more.
const (
	yieldDocuments fit.Skills = 1 << iota
	yieldRegistry
	yieldTalks
	yieldOpens  = calendar.Cell(9 * 12)
	yieldCloses = calendar.Cell(17 * 12)
)

var yieldDesks = []fit.Skills{yieldDocuments, yieldDocuments, yieldDocuments | yieldRegistry, yieldDocuments | yieldRegistry | yieldTalks}

// wisher is a resident who wants so many cells within a part of the day, and takes one of what is
// offered.
type wisher struct {
	cells    int
	need     fit.Skills
	from, to calendar.Cell // first and last start that suits
	whim     uint64        // decides among equals; the same under every policy
}

// yieldPolicies are ways to offer times; each returns those that suit, best first.
var yieldPolicies = []struct {
	name  string
	offer func(day *yieldDay, w wisher) []calendar.Cell
}{
	{"15-minute grid, desk by desk", offerGrid},
	{"first fit, 5 minutes", offerFirstFit},
	{"Balie, best three first", offerBest},
}

// Run fills the same days with the same residents under each policy.
func (c *benchYield) Run(_ context.Context, proc *server.Process) error {
	sold, served := make([]int, len(yieldPolicies)), make([]int, len(yieldPolicies))
	var most, asked, wishes int
	for d := range max(c.Days, 1) {
		random := rand.New(rand.NewPCG(c.Seed, uint64(d)))
		stream := c.wishers(random)
		wishes += len(stream)
		for _, w := range stream {
			asked += w.cells
		}
		most += bound(stream)
		for i, p := range yieldPolicies {
			cells, n := fillYield(stream, p.offer)
			sold[i], served[i] = sold[i]+cells, served[i]+n
		}
	}
	there := max(c.Days, 1) * len(yieldDesks) * int(yieldCloses-yieldOpens)
	r := BenchReport{Title: "Desk time that is filled", Columns: []string{"policy", "of desk time", "minutes, of first fit", "of requests", "of the bound"}, Notes: []string{
		fmt.Sprintf("%d days, seed %d, %d desks, demand %.0f %% of desk time, %d residents; each takes one of the first three that suit.", max(c.Days, 1), c.Seed, len(yieldDesks), 100*float64(asked)/float64(there), wishes),
		"The bound knows everybody in advance and may cut visits in pieces, so nobody can reach it.",
	}}
	for i, p := range yieldPolicies {
		r.Rows = append(r.Rows, map[string]any{"policy": p.name, "of desk time": float64(sold[i]) / float64(there),
			"minutes, of first fit": float64(sold[i]) / float64(sold[1]), "of requests": float64(served[i]) / float64(wishes), "of the bound": float64(sold[i]) / float64(most)})
	}
	r.Rows = append(r.Rows, map[string]any{"policy": "bound, with foresight", "of desk time": float64(most) / float64(there),
		"minutes, of first fit": float64(most) / float64(sold[1]), "of requests": "", "of the bound": 1.0})
	return printReport(proc, r, c.JSON)
}
