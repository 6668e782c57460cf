package live

import (
	"fmt"
	"strconv"
	"strings"
)

// position is how far somebody has followed a topic: the ledger's sequence, and how many times the
// topic changed at that sequence by the passing of time alone.
type position struct {
	seq   uint64
	ticks uint32
}

func (p position) String() string {
	if p.ticks == 0 {
		return strconv.FormatUint(p.seq, 10)
	}
	return fmt.Sprintf("%d.%d", p.seq, p.ticks)
}

// parsePosition reads what String wrote; ok is false for anything else.
func parsePosition(text string) (p position, ok bool) {
	whole, ticks, timed := strings.Cut(text, ".")
	seq, err := strconv.ParseUint(whole, 10, 64)
	if err != nil || whole != strconv.FormatUint(seq, 10) {
		return position{}, false
	}
	p.seq = seq
	if !timed {
		return p, true
	}
	n, err := strconv.ParseUint(ticks, 10, 32)
	p.ticks = uint32(n)
	return p, err == nil && n > 0 && ticks == strconv.FormatUint(n, 10)
}
