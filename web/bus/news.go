package bus

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/web/lang"
)

// News is what the board at a place says of the vehicle that stands there today: that it comes later, is gone or does
// not come. It is what the team's phone, the run sheet and the residents' page say; nothing of any other office.
func News(r ledger.Reader, w lang.Words, o catalogue.Office) (says []string, err error) {
	today := o.Today(r.Now())
	outings, err := outreach.Outings(r, today, today)
	if err != nil {
		return nil, err
	}
	_, now := calendar.CellIn(r.Now(), o.Location())
	for _, x := range outings {
		for _, s := range x.Stops {
			if x.State == outreach.Draft || catalogue.OfficeID(s.Place) != o.ID {
				continue
			}
			text := ""
			switch {
			case s.State == outreach.Off:
				text = w.T("bus.off")
			case s.State == outreach.Left:
				text = w.T("bus.left")
			case s.State == outreach.Planned && s.Late > 0 && s.Leave > now:
				text = w.T("bus.late", "minutes", w.Minutes(s.Late))
			}
			if text != "" {
				says = append(says, text)
			}
		}
	}
	return says, nil
}
