package page

import (
	"slices"
	"strings"
	"time"

	"balie/booking/catalogue"
)

// Notices are the notices of maintenance on a place, in the words of who reads.
func (q Request) Notices(place string) (all []string) {
	for _, n := range q.House.Notices {
		if slices.Contains(n.Places, place) {
			all = append(all, n.Text(q.Words.Tag()))
		}
	}
	return all
}

// place is where a page of residents belongs, for notices.
func (q Request) place() string {
	path, _, _ := strings.Cut(q.Path, "?")
	switch {
	case path == "/" || path == "":
		return catalogue.OnHome
	case path == "/a", strings.HasPrefix(path, "/a/"), strings.HasPrefix(path, "/t/"), strings.HasPrefix(path, "/q/"):
		return catalogue.OnAppointment
	}
	return catalogue.OnBooking
}

// Maintain adds what is shown of maintenance now.
func (h *House) Maintain(m *catalogue.Municipality, now time.Time) {
	for _, n := range m.Notices {
		if n.On(now) {
			h.Notices = append(h.Notices, n)
		}
	}
	if m.Pause != nil && m.Pause.On(now) {
		h.Pause = m.Pause
	}
}
