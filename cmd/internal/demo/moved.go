package demo

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// mover moves a past by whole weeks: each day stands so many days later, and each instant at the same time
// of the town's own clocks, also where those change in between.
type mover struct {
	days int
	zone *time.Location
}

// move copies the ledger of a past to another place and another day, a whole number of weeks away. What it
// gives is what the driver would have played there, but for holidays, which it does not know.
func (s Setting) move(from, to string, weeks int) error {
	m := mover{7 * weeks, s.zone()}
	return ledger.Rewrite(from, to, m.record)
}

// instant is an instant so many days later by the town's clocks; the zero time stays.
func (m mover) instant(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	local := t.In(m.zone)
	y, month, d := local.Date()
	return time.Date(y, month, d+m.days, local.Hour(), local.Minute(), local.Second(), local.Nanosecond(), m.zone)
}

// millis moves eight bytes that are milliseconds since 1970, in a key with the sign turned; zero is no time.
func (m mover) millis(at []byte, sign uint64) {
	if n := binary.BigEndian.Uint64(at) ^ sign; n != 0 {
		binary.BigEndian.PutUint64(at, uint64(m.instant(time.UnixMilli(int64(n))).UnixMilli())^sign)
	}
}

// keySign is turned in the numbers of keys, so that negative ones come first.
const keySign = 1 << 63

// part is a part of a key.
type part byte

const (
	text   part = iota // up to a zero byte
	day                // four bytes: a day
	moment             // eight bytes: an instant
	number             // eight bytes that are no time
)

// shapes are how the keys of each table begin that hold a day or an instant; a table that is not here has
// none in its keys.
var shapes = map[string][]part{
	"!2:": {moment}, "!d:": {moment}, "!a:": {moment}, // once, outbox, audit
	"bx:": {moment}, "wi:": {text, moment}, "oc:": {text, day}, "ea:": {text, day}, "gd:": {day}, // booking
	"rd:": {day}, "ou:": {day}, "oo:": {day}, "kt:": {day}, "ua:": {moment}, // roster, outreach, kiosk, account
	"fw:": {text, day}, "fs:": {text, day}, "qd:": {text, day}, "qo:": {text, day}, "qk:": {text, day}, "ql:": {text, day}, "qs:": {text, day}, "qu:": {text, day},
	"qc:": {text, day}, "qf:": {text, day}, "qg:": {text, day}, "qh:": {text, day}, "qi:": {text, day},
	"qw:": {text, day, text, number, moment},
}

// binaries are the tables whose content is no JSON: how long an entry is, and where in it instants stand.
var binaries = map[string]struct {
	length int
	at     []int
}{
	"oc:":  {50, []int{16}},
	"qw:":  {62, []int{4, 12, 20, 28}},
	"!now": {},
}

// stays are what holds neither a day nor JSON.
var stays = map[string]bool{"!id": true, "!format": true}

// prices are what a product costs from when: a year's, which is no part of what happened.
var prices = regexp.MustCompile(`"(fees|surcharges)":\[[^\]]*\]`)

// record moves one record.
func (m mover) record(r *ledger.RawRecord) error {
	if stays[r.Prefix] {
		return nil
	}
	if err := m.key(r.Key, shapes[r.Prefix]); err != nil {
		return fmt.Errorf("%s%q: %w", r.Prefix, r.Key, err)
	}
	b, binary := binaries[r.Prefix]
	switch {
	case r.Prefix == "!now":
		m.millis(r.Content, keySign)
	case binary:
		for entry := r.Content; len(entry) >= b.length; entry = entry[b.length:] {
			for _, at := range b.at {
				m.millis(entry[at:], 0)
			}
		}
	case r.Prefix == "cf:" || r.Prefix == "bp:":
		return m.jsonBeside(prices, r.Content)
	default:
		return m.json(r.Content)
	}
	return nil
}

// jsonBeside is json for what does not match.
func (m mover) jsonBeside(kept *regexp.Regexp, content []byte) error {
	at := 0
	for _, found := range kept.FindAllIndex(content, -1) {
		if err := m.json(content[at:found[0]]); err != nil {
			return err
		}
		at = found[1]
	}
	return m.json(content[at:])
}

// key moves the days and instants of a key in place.
func (m mover) key(k ledger.Key, shape []part) error {
	for _, p := range shape {
		n := map[part]int{day: 4, moment: 8, number: 8}[p]
		if p == text {
			for n < len(k) && k[n] != 0 {
				n++
			}
			n++
		}
		if len(k) < n {
			return fmt.Errorf("a key of %d bytes has another shape", len(k))
		}
		switch p {
		case day:
			binary.BigEndian.PutUint32(k, binary.BigEndian.Uint32(k)+uint32(m.days))
		case moment:
			m.millis(k, keySign)
		}
		k = k[n:]
	}
	return nil
}

// json moves what is written as a day ("2026-12-01") or as an instant in a JSON text, in place: neither
// becomes longer or shorter.
func (m mover) json(content []byte) error {
	for i := 0; i+len(time.DateOnly)+1 < len(content); i++ {
		if content[i] != '"' || content[i+5] != '-' || content[i+8] != '-' {
			continue
		}
		end := i + 1
		for end < len(content) && content[end] != '"' {
			end++
		}
		word := content[i+1 : end]
		if len(word) == len(time.DateOnly) {
			if date, err := calendar.ParseDate(string(word)); err == nil {
				copy(word, date.AddDays(m.days).String())
			}
			i = end
			continue
		}
		t, err := time.Parse(time.RFC3339Nano, string(word))
		if err != nil {
			continue
		}
		moved := m.instant(t)
		if word[len(word)-1] == 'Z' {
			moved = moved.UTC()
		}
		if text := moved.Format(time.RFC3339Nano); len(text) != len(word) {
			return fmt.Errorf("%s does not fit where %s stood", text, word)
		} else {
			copy(word, text)
		}
		i = end
	}
	return nil
}
