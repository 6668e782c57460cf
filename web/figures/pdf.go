package figures

import "balie/web/paper"

// pdf is the page as a paper: the sentence, the facts, and every table.
func (v view) pdf(d data) ([]byte, error) {
	v.say(d)
	r := paper.Report{Office: v.Q.House.Name, Title: v.Q.T("figures.title"), Language: v.Q.Words.Tag(), Made: v.Q.Now}
	r.Lines = append(r.Lines, v.q.span.say(v.Q.Words)+" "+v.where())
	if v.sentence[1] != "" {
		r.Lines = append(r.Lines, v.sentence[0]+v.sentence[1]+v.sentence[2])
	}
	for _, f := range v.facts {
		r.Lines = append(r.Lines, f.name+": "+f.value)
	}
	for _, t := range d.tables() {
		one := paper.Table{Title: t.Title, Columns: t.Columns}
		for _, row := range t.Rows {
			cells := []string{row.Name}
			for _, value := range row.Values {
				cells = append(cells, value.Say(v.Q.Words))
			}
			one.Rows = append(one.Rows, cells)
		}
		r.Tables = append(r.Tables, one)
	}
	r.Notes = []string{v.Q.T("figures.how.wait"), v.Q.T("figures.how.few")}
	return r.PDF()
}

// where names the place that was asked for.
func (v view) where() string {
	for _, p := range v.places {
		if p.id == v.q.place {
			return p.name
		}
	}
	return v.Q.T("figures.everywhere")
}
