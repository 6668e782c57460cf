package lang

import "fmt"

// Euros writes an amount: "€ 83,50", and free of charge as that.
func (w Words) Euros(cents int) string {
	if cents == 0 {
		return w.T("fee.free")
	}
	text := fmt.Sprintf("%d,%02d", cents/100, cents%100)
	switch w.tag {
	case "en":
		return fmt.Sprintf("€%d.%02d", cents/100, cents%100)
	case "de":
		return text + "\u00a0€"
	}
	return "€\u00a0" + text
}

// Each says what everybody brings, where several come: "Een pasfoto, voor ieder van de 3 personen".
func (w Words) Each(what string, persons int) string {
	if persons < 2 {
		return what
	}
	return w.T("bring.each", "what", what, "n", persons)
}

// ShortWait is up to how many minutes a wait is said to be short.
const ShortWait = 5

// Wait says about how long somebody waits, in whole minutes from and to: "10 tot 25 minuten", "minder dan 5
// minuten"; "" where it is not known. Every screen says it so.
func (w Words) Wait(from, to int, known bool) string {
	switch {
	case !known:
		return ""
	case to <= ShortWait:
		return w.T("wait.minutes.short")
	}
	return w.T("wait.minutes.range", "from", from, "to", to)
}
