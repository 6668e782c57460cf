package forecast

import (
	"fmt"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

// Range is how long somebody may expect to wait, counted from when it was asked: of ten times, once
// less than Soon, five times less than Likely, and once more than Far.
type Range struct {
	Soon, Likely, Far time.Duration
	Late              float64 // chance of passing the norm
	Nobody            bool    // no desk can be seen to call them today
}

func rangeOf(w steer.Wait) Range {
	return Range{Soon: w.Soon, Likely: w.Likely, Far: w.Far, Late: w.Late, Nobody: w.NoCall}
}

// rangeStep is to how many minutes a range is rounded outwards: it is a guess.
const rangeStep = 5

// Minutes is a range as every screen shows it; known is false where nothing can be said.
//
//	7 to 22 minutes: 5, 25
func (r Range) Minutes() (from, to int, known bool) {
	from = int(r.Soon/time.Minute) / rangeStep * rangeStep
	to = (int((r.Far+time.Minute-1)/time.Minute) + rangeStep - 1) / rangeStep * rangeStep
	return from, max(to, from+rangeStep), !r.Nobody
}

// walkIn is what somebody who comes now asks of a desk.
type walkIn struct {
	skills  string
	minutes int
	kind    queue.Kind
}

// Wait says what somebody who waits may expect: the one answer for every screen. While no desk at work can be
// seen to call them it goes by the openings of the rest of the day, as ChanceOf does.
func Wait(r ledger.Reader, t queue.Ticket) (Range, error) {
	k, err := Predict(r, t.Office)
	if err != nil {
		return Range{}, err
	}
	return k.Wait(r, t)
}

// Wait is Wait for who has the outlook at hand.
func (k Outlook) Wait(r ledger.Reader, t queue.Ticket) (Range, error) {
	of, ok := k.Waits[t.ID]
	if ok && !of.Nobody || t.State != queue.Waiting {
		of.Nobody = !ok
		return of, nil
	}
	p, err := planOf(r, t.Office)
	if err != nil {
		return Range{}, err
	}
	p.fill()
	starts, ok := p.starts[t.ID]
	return planned(starts.Sub(p.now), ok), nil
}

// WaitIfJoining says what somebody may expect who takes a number now, as Wait will say of their ticket. It
// refuses a wish as catalogue.Measure does.
func WaitIfJoining(r ledger.Reader, office catalogue.OfficeID, w catalogue.Wish, kind queue.Kind) (of Range, err error) {
	need, err := catalogue.Measure(r, w)
	if err != nil {
		return Range{}, err
	}
	if kind == queue.Collect {
		need.Minutes = min(need.Minutes, queue.CollectMinutes)
	}
	c, err := cacheOf(r)
	if err != nil {
		return Range{}, err
	}
	err = c.with(r, office, func(k Outlook) error {
		key := walkIn{fmt.Sprint(need.Skills), need.Minutes, kind}
		known, ok := k.walkIns[key]
		if !ok {
			if known, err = k.joining(r, office, need, kind); err != nil {
				return err
			}
			k.walkIns[key] = known
		}
		of = known
		return nil
	})
	if err != nil || !of.Nobody {
		return of, err
	}
	chance, err := ChanceOf(r, office, w, kind)
	return planned(chance.Wait, chance.Fits), err
}

// joining plays an outlook with one more who waits.
func (k Outlook) joining(r ledger.Reader, office catalogue.OfficeID, need catalogue.Need, kind queue.Kind) (Range, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Range{}, err
	}
	learned, err := Learned(r, office)
	if err != nil {
		return Range{}, err
	}
	h := stateBuilder{office: o, bits: skillBits(o)}
	lasts := learned.lasts(need.Skills, need.Minutes, k.At.In(o.Location()))
	return rangeOf(steer.PredictNewcomer(k.state, steer.Standard, steer.Kind(kind), h.mask(need.Skills), need.Minutes, lasts, kind.Norm())), nil
}

// planned is the range of a wait that was laid out by the openings.
func planned(wait time.Duration, ok bool) Range {
	return Range{Soon: wait, Likely: wait, Far: wait + wait/4, Nobody: !ok}
}
