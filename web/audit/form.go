package audit

import (
	"balie/web/account"
	"balie/web/page"
)

// fault is what is wrong with a field, "" for nothing.
func (v view) fault(field string) string {
	for _, f := range v.faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}

// heading says how much was found; of one colleague nothing is counted.
func (v view) heading() string {
	switch {
	case len(v.lines) == 0:
		return v.Q.T("audit.none")
	case v.question.colleague != "" || v.more:
		return v.Q.T("audit.these")
	}
	return v.Q.Words.N("audit.found", len(v.lines))
}

// kinds are what one can ask for.
func (v view) kinds() []page.Option {
	options := []page.Option{{Text: v.Q.T("audit.kind.all")}}
	for _, k := range account.Kinds {
		options = append(options, page.Option{Value: k.Key, Text: v.Q.T("audit.kind." + k.Key)})
	}
	return options
}

// people are the colleagues one can ask for.
func (v view) people() []page.Option {
	options := []page.Option{{Text: v.Q.T("audit.colleague.all")}}
	for _, u := range v.colleagues {
		options = append(options, page.Option{Value: string(u.ID), Text: u.Name})
	}
	return options
}

// reasons are why one reads.
func (v view) reasons() (options []page.Option) {
	for _, reason := range account.ReadingReasons {
		options = append(options, page.Option{Value: reason, Text: v.Q.T("reason." + reason)})
	}
	return options
}
