// Package staff is the kit of colleagues' pages: one request of a colleague, in their words, on their
// behalf and with the notice that they read.
//
// Rooms begin with From and embed Request where they know more of a request, such as its office:
//
//	r := staff.From(c)
//	err := r.Change(p.Ledger, func(tx *ledger.Tx) error { … })
//	if v.notice, err = r.Refused(err); err != nil {
//		return err // nobody can mend it on this page
//	}
//	return page.Render(c, r.Status(), somePage(v))
package staff
