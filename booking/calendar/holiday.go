package calendar

import (
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/nl"
)

// holidays are the official days off in the Netherlands, with the key under
// which screens have their name.
var holidays = []struct {
	key string
	day *cal.Holiday
}{
	{"nieuwjaarsdag", nl.Nieuwjaar},
	{"eerste_paasdag", aa.Easter},
	{"tweede_paasdag", nl.TweedePaasdag},
	{"koningsdag", nl.Koningsdag},
	{"bevrijdingsdag", nl.BevrijdingsDag},
	{"hemelvaartsdag", nl.Hemelvaart},
	{"eerste_pinksterdag", aa.Pentecost},
	{"tweede_pinksterdag", nl.TweedePinksterDag},
	{"eerste_kerstdag", nl.EersteKerstdag},
	{"tweede_kerstdag", nl.TweedeKerstdag},
}

// Holiday returns the key of the Dutch holiday on d, such as "koningsdag".
// Koningsdag moves to Saturday when 27 April is a Sunday. Bevrijdingsdag counts
// once in five years (2025, 2030, …); Goede Vrijdag, Carnaval and the days that
// shops keep do not count. An office that closes on those has a [Closure].
// Where two fall on one day, as Hemelvaart on 2005-05-05, the earlier of
// [HolidayKeys] is named.
func Holiday(d Date) (key string, ok bool) {
	year, _, _ := d.Civil()
	for _, h := range holidays {
		if h.day == nl.BevrijdingsDag && year%5 != 0 {
			continue
		}
		_, observed := h.day.Calc(year)
		if DateOf(observed.Date()) == d {
			return h.key, true
		}
	}
	return "", false
}

// HolidayKeys returns every key that [Holiday] can answer, for those who must
// have words for each.
func HolidayKeys() []string {
	keys := make([]string, len(holidays))
	for i, h := range holidays {
		keys[i] = h.key
	}
	return keys
}
