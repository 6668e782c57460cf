package browser

// Round is one visit to all pages in one language.
type Round struct {
	*Tab
	Language string
	Pages    int
	Apart    bool // its pictures are taken by itself
}

func (r *Round) At(path string) { r.T.Helper(); r.Visit("/" + r.Language + path) }

// Submit sends the page's form by its first button.
func (r *Round) Submit(action string) {
	r.T.Helper()
	r.Follow("form[action$='"+action+"'] button[type=submit]:not([name]):not([formaction])", "")
}
