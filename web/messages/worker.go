package messages

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"sync"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// Worker sends what is due for residents. Its fields are set before its first use.
type Worker struct {
	Ledger *ledger.Ledger
	Vault  *contact.Vault
	Sender Sender // nil where there is no mail server: mails wait
	Texts  Texter // nil where there is no gateway: text messages wait
	Base   string // scheme and host of the pages: "https://afspraak.voorbeeld.nl"
	House  string // the municipality, while it has not said its name itself
	Video  string // address of video meetings, with {room} in it
	From   string // our own address
	Log    *slog.Logger

	busy sync.Mutex
	told recipients           // while busy is held
	sent map[string]time.Time // sent but not yet marked: key → due
	wake chan struct{}
	once sync.Once
}

// A message is tried again after these pauses, the last one again and again, 26 times in all: about
// a day.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour}

const mostTries = 26

// Reasons of dead letters.
const (
	deadRejected = "mail.rejected" // the recipient's server will never take it
	deadTooLong  = "mail.late"     // nobody took it for a day
)

// ErrRejected says that a recipient will never take a mail.
var ErrRejected = errors.New("messages: the recipient was rejected")

// sendChunk is how many messages are read at a time.
const sendChunk = 50

// house is what the municipality is called.
func (w *Worker) house(r ledger.Reader) string {
	return catalogue.NameOf(r, w.House)
}

func (w *Worker) start() {
	w.once.Do(func() { w.wake, w.sent = make(chan struct{}, 1), map[string]time.Time{} })
}

// Run sends until ctx ends: at once, after every commit and after every Wake.
func (w *Worker) Run(ctx context.Context) {
	w.start()
	for ctx.Err() == nil {
		var seq uint64
		err := w.Ledger.View(func(r ledger.Reader) error { seq = r.Seq(); return nil })
		if err == nil {
			_, err = w.SendDue(ctx)
		}
		if err != nil && ctx.Err() == nil {
			w.Log.Error("messages could not be looked after, it is tried again in a minute", "code", ledger.CodeOf(err))
			seq = math.MaxUint64 // not by the next commit
		}
		w.rest(ctx, seq)
	}
}

// Wake lets Run look again; time passes without commits.
func (w *Worker) Wake() {
	w.start()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Worker) rest(ctx context.Context, seq uint64) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	committed := make(chan struct{})
	go func() {
		defer close(committed)
		_ = w.Ledger.Wait(ctx, seq)
	}()
	select {
	case <-committed:
	case <-w.wake:
	}
}

// SendDue sends everything whose time has come, and returns how many were sent. A mail that fails
// is postponed and is no error here; an error is one of our own ledger.
func (w *Worker) SendDue(ctx context.Context) (sent int, err error) {
	w.start()
	w.busy.Lock()
	defer w.busy.Unlock()
	for ctx.Err() == nil {
		var due []ledger.Outgoing
		err := w.Ledger.View(func(r ledger.Reader) (err error) {
			due, err = ledger.Due(r, sendChunk, w.served()...)
			return err
		})
		if err != nil || len(due) == 0 {
			return sent, err
		}
		for _, o := range due {
			if ctx.Err() != nil {
				break
			}
			said, err := w.sendOne(ctx, o)
			if err != nil {
				return sent, err
			}
			if said {
				sent++
			}
		}
	}
	return sent, ctx.Err()
}

// sendOne sends a message, if there is still something to say, and marks what came of it.
func (w *Worker) sendOne(ctx context.Context, o ledger.Outgoing) (sent bool, err error) {
	if at, again := w.sent[o.Key]; again && at.Equal(o.Due) {
		return false, w.mark(ctx, o)
	}
	tell, by := booking.NotificationOf(o.Message.Template)
	if !w.serves(by) {
		return false, w.list(ctx, o)
	}
	say, ready, err := w.prepare(o, tell, by)
	switch {
	case errors.Is(err, errTomorrow):
		return false, w.tomorrow(ctx, o)
	case err != nil:
		return false, w.failed(ctx, o, err)
	case !ready:
		return false, w.mark(ctx, o)
	}
	if err := say(ctx); err != nil {
		if ctx.Err() != nil { // we are stopping: it was not the message's fault
			return false, ctx.Err()
		}
		return false, w.failed(ctx, o, err)
	}
	w.sent[o.Key] = o.Due
	w.Log.Info("message sent", "template", o.Message.Template)
	return true, w.mark(ctx, o)
}

// prepare makes a message ready to be handed over; ready is false where there is nothing to say.
func (w *Worker) prepare(o ledger.Outgoing, tell string, by contact.Channel) (send func(context.Context) error, ready bool, err error) {
	if o.Message.Subject.Kind == contact.KindDelivery {
		return w.prepareDoor(o, tell, by)
	}
	switch tell {
	case booking.NotifyInvite:
		return w.prepareInvite(o, by)
	case booking.NotifyProof:
		return w.prepareProof(o, by)
	}
	err = w.Ledger.View(func(r ledger.Reader) error {
		s, ok, err := w.say(r, booking.AppointmentID(o.Message.Subject.ID), tell, by)
		if err != nil || !ok {
			return err
		}
		if !w.told.admits(w.Vault, tell, by, s.who, o.Key+"/"+o.Message.Reason, r.Now()) {
			return errTomorrow
		}
		ready = true
		switch by {
		case contact.BySMS:
			t := w.short(s, o.Key)
			send = func(ctx context.Context) error { return w.Texts.SendText(ctx, t) }
		case contact.ByLetter:
			send = func(ctx context.Context) error { return w.pile(ctx, s.a.ID.Subject(), tell) }
		default:
			m, err := w.mail(s, o.Key)
			send = func(ctx context.Context) error { return w.Sender.Send(ctx, *m) }
			return err
		}
		return nil
	})
	return send, ready, err
}

// mark records that a message needs no sending any more, unless it was sent anew meanwhile. It does
// so although the program is stopping: the mail is out.
func (w *Worker) mark(ctx context.Context, o ledger.Outgoing) error {
	at, out := w.sent[o.Key]
	err := w.Ledger.Update(context.WithoutCancel(ctx), "system", func(tx *ledger.Tx) error {
		if stands, err := tx.Stands(o); err != nil || !stands {
			return err
		}
		if out && at.Equal(o.Due) {
			if err := emit(tx, o, "sent", ""); err != nil {
				return err
			}
		}
		return tx.Withdraw(o.Key)
	})
	if err == nil {
		delete(w.sent, o.Key)
	}
	return err
}

// failed postpones a message, or gives it up.
func (w *Worker) failed(ctx context.Context, o ledger.Outgoing, why error) error {
	dead := ""
	switch {
	case errors.Is(why, ErrRejected):
		dead = deadRejected
	case o.Tries >= mostTries:
		dead = deadTooLong
	}
	if dead != "" {
		w.Log.Error("a message was given up", "template", o.Message.Template, "reason", dead)
	} else {
		w.Log.Warn("a message was not sent, it is tried again", "template", o.Message.Template, "tries", o.Tries+1, "why", cause(why))
	}
	return w.Ledger.Update(context.WithoutCancel(ctx), "system", func(tx *ledger.Tx) error {
		if stands, err := tx.Stands(o); err != nil || !stands {
			return err
		}
		if dead != "" {
			if err := booking.ListToCall(tx, booking.AppointmentID(o.Message.Subject.ID), booking.Undelivered); err != nil {
				return err
			}
			if err := emit(tx, o, "failed", dead); err != nil {
				return err
			}
		}
		return tx.Postpone(o.Key, tx.Now().Add(pauses[min(o.Tries, len(pauses)-1)]), dead)
	})
}

// emit says what became of a message: which, about what, and by which channel, never to whom.
func emit(tx *ledger.Tx, o ledger.Outgoing, what, why string) error {
	notification, by := booking.NotificationOf(o.Message.Template)
	return tx.EmitFacts(ledger.Facts{Channel: string(by), Reason: why}, "message."+what, o.Message.Subject.ID, notification)
}

// cause is an error as the log may have it: our own reasons, never what a server answered.
func cause(err error) string {
	var f Failure
	if errors.As(err, &f) {
		return f.Error()
	}
	return ledger.KeyOf(err)
}
