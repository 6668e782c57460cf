package server

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/lang"
	"balie/web/reception"
)

// Copy says where today's list of each office lies for when the server is away.
type Copy struct {
	Folder string
	At     time.Duration // after midnight, at the office
	Form   CopyForm
}

type CopyForm string

// The forms of a copy.
const (
	CopySealed CopyForm = "sealed" // opens with the phrase of the office
	CopyPDF    CopyForm = "pdf"    // open to whoever reads the folder
)

var copySettings = []setting{
	{Key: "emergency-copy", set: setCopy, get: func(c Config) string { return c.Copy.Folder }},
	{Key: "emergency-at", fallback: "07:30", set: setCopyAt, get: func(c Config) string { return time.Time{}.Add(c.Copy.At).Format("15:04") }},
	{Key: "emergency-form", fallback: string(CopySealed), set: setCopyForm, get: func(c Config) string { return string(c.Copy.Form) }},
}

func setCopy(c *Config, value string) error {
	c.Copy.Folder = value
	if info, err := os.Stat(value); value != "" && (err != nil || !info.IsDir()) {
		return errors.New("must be a folder")
	}
	return nil
}

func setCopyAt(c *Config, value string) error {
	at, err := time.Parse("15:04", value)
	if err != nil {
		return errors.New("must be a time such as 07:30")
	}
	c.Copy.At = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	return nil
}

func setCopyForm(c *Config, value string) error {
	c.Copy.Form = CopyForm(value)
	if c.Copy.Form != CopySealed && c.Copy.Form != CopyPDF {
		return errors.New("must be sealed or pdf")
	}
	return nil
}

// CopyPrefix is how our files in the folder begin; others are left alone.
const CopyPrefix = "balie-list-"

// keepCopies looks every minute whether a list is to be written.
func (h *Server) keepCopies(ctx context.Context, ticks *cron.Cron, c Config) {
	work := cron.NewChain(cron.Recover(tickLog{h.log}), cron.SkipIfStillRunning(tickLog{h.log})).Then(cron.FuncJob(func() {
		if err := h.CopyLists(ctx, c); err != nil && ctx.Err() == nil {
			h.log.Error("today's list could not be copied, it is tried again in a minute", "folder", c.Copy.Folder, "code", ledger.CodeOf(err))
		}
	}))
	ticks.Schedule(cron.Every(time.Minute), work)
}

// CopyLists writes the list of every office where it is time and none lies there yet, and removes those of
// other days. A server that was off in the morning does it when it is on again.
func (h *Server) CopyLists(ctx context.Context, c Config) error {
	var offices []catalogue.Office
	var now time.Time
	err := h.Ledger.View(func(r ledger.Reader) (err error) {
		now = r.Now()
		offices, err = catalogue.Offices(r)
		return err
	})
	if err != nil {
		return err
	}
	keep := map[string]bool{}
	var failed error
	for _, o := range offices {
		name := CopyPrefix + string(o.ID) + "-" + o.Today(now).String() + map[CopyForm]string{CopySealed: ".html", CopyPDF: ".pdf"}[c.Copy.Form]
		keep[name] = true
		y, m, d := o.Today(now).Civil()
		due := time.Date(y, m, d, int(c.Copy.At.Hours()), int(c.Copy.At.Minutes())%60, 0, 0, o.Location())
		path := filepath.Join(c.Copy.Folder, name)
		if _, err := os.Stat(path); now.Before(due) || err == nil {
			continue
		}
		failed = errors.Join(failed, h.copyList(ctx, o, path, c))
	}
	return errors.Join(failed, removeCopies(c.Copy.Folder, keep))
}

// removeCopies removes our files that are not to be kept.
func removeCopies(folder string, keep map[string]bool) error {
	all, err := os.ReadDir(folder)
	for _, e := range all {
		if strings.HasPrefix(e.Name(), CopyPrefix) && !keep[e.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// copyList writes one list, whole or not at all. Where nobody comes, or nobody chose a PIN, there is none.
func (h *Server) copyList(ctx context.Context, o catalogue.Office, path string, c Config) error {
	var content []byte
	err := h.Ledger.View(func(r ledger.Reader) error {
		l, err := kiosk.ListOf(r, h.Vault, o.ID, lang.In("nl").T("reception.discreet"))
		if err != nil || len(l.Coming)+len(l.Here) == 0 {
			return err
		}
		if c.Copy.Form == CopyPDF {
			content, err = reception.PaperList(l, r)
			return err
		}
		box, err := kiosk.SealFile(r, h.Vault, o.ID, l)
		if err == nil {
			content, err = reception.SealedFile(catalogue.NameOf(r, c.Municipality), box)
		}
		return err
	})
	if errors.Is(err, kiosk.ErrNoPIN) || err == nil && content == nil {
		return nil
	}
	if err == nil {
		err = h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
			return tx.Audit(ledger.Audited{What: "emergency.list", Reason: "copied to a folder", Office: string(o.ID), Found: true})
		})
	}
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".part", content, 0o640); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}
