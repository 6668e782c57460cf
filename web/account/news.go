package account

import "balie/booking/ledger"

// NewsVersion is the version of which colleagues read what is new, once.
const NewsVersion = "2026-12"

// ReadNews notes that a colleague read what is new. It refuses with ErrUnknown.
func ReadNews(tx *ledger.Tx, id UserID) error {
	u, err := ByID(tx, id)
	if err != nil || u.News == NewsVersion {
		return err
	}
	u.News = NewsVersion
	return u.write(tx)
}

// HasNews reports whether there is something that the colleague did not read yet.
func (s Session) HasNews() bool { return s.account.News != NewsVersion }

// explainPath is where a page of colleagues is explained.
func explainPath(h Head) string {
	if h.Here == "" {
		return "/medewerker/uitleg"
	}
	return "/medewerker/uitleg#" + h.Here
}
