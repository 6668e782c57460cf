package explain

import "balie/web/account"

// Entry is what explains one place in the bar of colleagues. Its texts stand under "explain.page." and the
// key of that place: ".what", and the mistakes ".a", ".b" and ".c".
type Entry struct {
	Keys  []Key
	Words []string // their texts stand under "explain.word."
}

// Key is a key of the keyboard, with what it does under "explain.key." and Does.
type Key struct{ Press, Does string }

// everywhere are keys of every page.
var everywhere = Key{"?", "explain"}

// Entries are by the key of a place in the bar.
var Entries = map[string]Entry{
	"work": {Words: []string{"norm", "ticket", "walkin", "parked", "missed"}, Keys: []Key{
		{"space", "main"}, {"R", "recall"}, {"N", "missed"}, {"T", "back"}, {"K", "done"}, {"P", "park"}, {"D", "send"}, {"Z", "undo"}, {"O", "open"},
	}},
	"reception":  {Words: []string{"ticket", "walkin", "norm"}},
	"phone":      {Words: []string{"code", "calllist", "hold"}},
	"day":        {Words: []string{"norm", "desk", "ticket"}},
	"out":        {Words: []string{"change", "calllist"}},
	"ahead":      {Words: []string{"forecast", "norm"}},
	"back":       {Words: []string{"forecast", "norm"}},
	"figures":    {Words: []string{"norm", "forecast"}},
	"help":       {Words: []string{"norm", "desk"}},
	"manage":     {Words: []string{"norm"}},
	"screens":    {Words: []string{"kiosk", "display", "pair"}},
	"team":       {Words: []string{"role", "second"}},
	"audit":      {Words: []string{"audit"}},
	"field":      {Words: []string{"outing", "stop", "note"}},
	"plan":       {Words: []string{"outing", "stop", "draft"}},
	"roster":     {Words: []string{"duty", "cover"}},
	"own-roster": {Words: []string{"duty", "swap"}},
}

// mistakes are those of each entry.
var mistakes = []string{"a", "b", "c"}

// page is an entry as it is shown.
type pageView struct {
	account.NavItem
	Entry
}

// places are what somebody with these rights may open, in the order of the bar.
func (p *Pages) places(may func(account.NavItem) bool) (all []pageView) {
	for _, item := range p.Nav {
		if may(item) {
			all = append(all, pageView{item, Entries[item.Key]})
		}
	}
	return all
}
