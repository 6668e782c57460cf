package server

import (
	"context"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"balie/booking"
	"balie/booking/change"
	"balie/booking/figures"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/messages"
)

// startTicks looks once at start and then every minute for what is due. The clock work only
// ticks, in UTC: what is due, and when, stands in the outbox, so a tick that comes twice or not at
// all (as on the nights when the clock is changed) does nothing twice and loses nothing.
func startTicks(ctx context.Context, h *Server, mail *messages.Worker, accounts *account.Accounts) *cron.Cron {
	log := tickLog{h.log}
	ticks := cron.New(cron.WithLocation(time.UTC), cron.WithChain(cron.Recover(log), cron.SkipIfStillRunning(log)))
	ticks.Schedule(cron.Every(h.pace(time.Minute)), cron.FuncJob(func() {
		h.keepPromises(ctx)
		h.sweep(ctx, accounts)
		mail.Wake()
	}))
	ticks.Schedule(cron.Every(trustEvery), cron.FuncJob(func() { h.askClock(ctx) }))
	ticks.Schedule(cron.Every(h.pace(watchEvery)), cron.FuncJob(func() { h.watch(ctx) }))
	h.trust.ask(ctx)
	h.keepPromises(ctx)
	ticks.Start()
	return ticks
}

// pace is how long the machine takes for so much of the clock's time; at least a second.
func (h *Server) pace(d time.Duration) time.Duration {
	return max(d/time.Duration(max(h.Speed, 1)), time.Second)
}

// Tick does once what startTicks does every minute, for a clock that is set: a past that is played.
func (h *Server) Tick(ctx context.Context) { h.keepPromises(ctx) }

// keepPromises does what has come due: calls come on their list, freed times go to who waits.
func (h *Server) keepPromises(ctx context.Context) {
	if _, err := queue.AppearDue(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("calls did not come on their list, it is tried again in a minute", "err", err)
	}
	if _, err := booking.OfferFreedDue(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("freed times did not go to who waits, it is tried again in a minute", "err", err)
	}
	if _, err := booking.InvitesDue(ctx, h.Ledger, h.Vault); err != nil && ctx.Err() == nil {
		h.log.Error("invitations are not looked after, it is tried again in a minute", "code", ledger.CodeOf(err))
	}
	if _, err := booking.ListUnanswered(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("unanswered questions did not come on the call list, it is tried again in a minute", "err", err)
	}
	if _, err := supply.NoteEarliest(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("how far away the first times are was not noted, it is tried again in a minute", "err", err)
	}
	if _, err := change.Work(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("what changed for appointments was not all carried out, it is tried again in a minute", "err", err)
	}
	if _, err := figures.Count(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("what happened was not counted, it is tried again in a minute", "err", err)
	}
	if h.trust.sure() {
		h.keepForGood(ctx)
	}
}

// keepForGood does what cannot be undone: it closes days that are over and forgets residents. It waits
// until the clock can be trusted (I16).
func (h *Server) keepForGood(ctx context.Context) {
	if _, err := queue.CloseOver(ctx, h.Ledger, forecast.Learner{}); err != nil && ctx.Err() == nil {
		h.log.Error("closing a day failed, it is tried again in a minute", "err", err)
	}
	if _, err := booking.ForgetAidsDue(ctx, h.Ledger, h.Vault); err != nil && ctx.Err() == nil {
		h.log.Error("needs of yesterday are not forgotten, it is tried again in a minute", "err", err)
	}
	forgot, err := booking.ForgetDue(ctx, h.Ledger, h.Vault)
	if err != nil && ctx.Err() == nil {
		h.log.Error("forgetting failed, it is tried again in a minute", "err", err)
	}
	if forgot > 0 {
		h.log.Info("forgot", "contacts", forgot)
	}
}

// watchEvery is how often the queue is looked ahead in for breaches of the norm.
const watchEvery = 15 * time.Second

// watch warns of breaches, and asks colleagues who can help.
func (h *Server) watch(ctx context.Context) {
	if _, err := forecast.Watch(ctx, h.Ledger); err != nil && ctx.Err() == nil {
		h.log.Error("looking ahead failed, it is tried again in a moment", "err", err)
	}
}

// trustEvery is how often the second sources are asked whether the clock is right.
const trustEvery = 10 * time.Minute

// askClock asks whether the clock is right, and says so while what cannot be undone has to wait for it.
func (h *Server) askClock(ctx context.Context) {
	h.trust.ask(ctx)
	if !h.trust.certain && !h.trust.vouched() {
		h.log.Warn("the clock is in doubt", "what", h.trust.state())
	}
}

// sweep writes down when sessions were last used, and removes those that are over.
func (h *Server) sweep(ctx context.Context, accounts *account.Accounts) {
	if err := accounts.Sweep(ctx); err != nil && ctx.Err() == nil {
		h.log.Error("sessions are not swept, it is tried again in a minute", "err", err)
	}
}

// tickLog hands the clock work's own errors to our log; its chatter stays out.
type tickLog struct{ log *slog.Logger }

func (tickLog) Info(string, ...any) {}

func (l tickLog) Error(err error, msg string, pairs ...any) {
	l.log.Error(msg, append(pairs, "err", err)...)
}
