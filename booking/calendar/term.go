package calendar

import "github.com/rickar/cal/v2/aa"

// RestDay reports whether a lawful term does not count d as a working day: Saturday, Sunday, or a
// holiday of the Algemene termijnenwet, article 3. Those are the days of [Holiday], Goede Vrijdag, and 5
// May in each year. Days that a royal decree adds are not known ahead; without them a term ends sooner,
// never later, than the law allows.
func RestDay(d Date) bool {
	year, _, _ := d.Civil()
	_, friday := aa.GoodFriday.Calc(year)
	return acknowledged(d) || DateOf(friday.Date()) == d
}

// acknowledged reports whether d is a weekend or one of the holidays of the first paragraph.
func acknowledged(d Date) bool {
	_, holiday := Holiday(d)
	_, month, day := d.Civil()
	return holiday || d.Weekday() == 0 || d.Weekday() == 6 || month == 5 && day == 5
}

// workingIn counts the working days from from until until, both included.
func workingIn(from, until Date) (n int) {
	for d := from; d <= until; d++ {
		if !RestDay(d) {
			n++
		}
	}
	return n
}

// LastBirthDay is the last lawful day to register a birth (Burgerlijk Wetboek 1:19e, Algemene
// termijnenwet 1 and 2): three days after the day itself, moved past rest days, with two working days at
// least among them.
//
//	born on Monday: Thursday; on Friday: Tuesday; on Saturday: Tuesday
func LastBirthDay(born Date) Date {
	last := born + 3
	for RestDay(last) || workingIn(born+1, last) < 2 {
		last++
	}
	return last
}

// LastBurialDay is the last lawful day for a burial or cremation (Wet op de lijkbezorging 16): the
// sixth working day after the day of death. Goede Vrijdag counts as one here: the law names it for terms
// of its own alone, and sooner is safe.
func LastBurialDay(died Date) Date {
	last := died
	for n := 0; n < 6; {
		if last++; !acknowledged(last) {
			n++
		}
	}
	return last
}

// WorkingDaysAfter is the nth working day after d; d itself for none.
func WorkingDaysAfter(d Date, n int) Date {
	for ; n > 0; n-- {
		for d++; RestDay(d); d++ {
		}
	}
	return d
}
