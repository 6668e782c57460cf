package server

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"balie/kiosk"
)

// RemoteCommand is something to be done in an open house: by this process, or by the one that serves.
type RemoteCommand struct {
	Do       string           `json:"do"` // "check", "export", "import", "names", "appointments", "backup", "prove-backup", "compact", "replay", "user-add" or "user-link"
	To       string           `json:"to,omitempty"`
	Certain  bool             `json:"certain,omitempty"` // that the "clock" is right
	Key      string           `json:"key,omitempty"`     // of a message, to "retry"; "outbox" lists them; or the code to "prove-backup" with
	Document json.RawMessage  `json:"document,omitempty"`
	Import   *ImportRequest   `json:"import,omitempty"`
	User     *UserCommand     `json:"user,omitempty"`
	Replay   *Replay          `json:"replay,omitempty"`
	Device   *kiosk.NewDevice `json:"device,omitempty"`
}

// Report is what came of an errand.
type Report struct {
	Lines    []string        `json:"lines,omitempty"`
	Problems []string        `json:"problems,omitempty"`
	Document json.RawMessage `json:"document,omitempty"`
	Refusal  string          `json:"refusal,omitempty"`
	Code     string          `json:"code,omitempty"` // of a set-up link
	Base     string          `json:"base,omitempty"` // where the server that answered is found
}

func refused(err error) Report { return Report{Refusal: err.Error()} }

// perform does an errand. It never leaves half of one.
func (h *Server) perform(ctx context.Context, e RemoteCommand) Report {
	switch e.Do {
	case "check":
		return h.Check(ctx)
	case "clock":
		return h.takeBackClock(ctx, e.Certain)
	case "export":
		return h.Export()
	case "import":
		if e.Import == nil {
			return Report{Refusal: "there is no file to import"}
		}
		return h.ImportFiles(ctx, *e.Import)
	case "appointments":
		return h.importAppointments(ctx, e.Document)
	case "names":
		return h.importNames(ctx, e.Document)
	case "backup":
		return h.backup(ctx, e.To)
	case "prove-backup":
		return h.proveBackup(ctx, e.Key)
	case "compact":
		return h.compact(ctx)
	case "outbox":
		return h.outbox()
	case "retry":
		return h.retry(ctx, e.Key)
	case "device-list", "device-unpair":
		return h.devices(ctx, e)
	}
	if e.Do == "device-pair" && e.Device != nil {
		return h.devices(ctx, e)
	}
	if e.Do == "replay" && e.Replay != nil {
		return h.replay(*e.Replay)
	}
	if e.User != nil {
		switch e.Do {
		case "user-add":
			return h.addUser(ctx, *e.User)
		case "user-link":
			return h.linkUser(ctx, *e.User)
		}
	}
	return Report{Refusal: fmt.Sprintf("there is no errand %q", e.Do)}
}

// Send has an errand done in a folder: by the server if one serves from it, else here. With make
// it may begin a new ledger.
func (p *Process) Send(ctx context.Context, data string, e RemoteCommand, mayMake bool) (Report, error) {
	r, served, err := Ask(SocketPath(data), e)
	if !served {
		r, err = p.performHere(ctx, data, e, mayMake)
	}
	if err != nil {
		return r, err
	}
	for _, line := range r.Lines {
		fmt.Fprintln(p.Err, line)
	}
	return r, r.Failure()
}

func (p *Process) performHere(ctx context.Context, data string, e RemoteCommand, mayMake bool) (Report, error) {
	open := OpenExisting
	if mayMake {
		open = Open
	}
	h, err := open(data, p.Clock, p.Log(slog.LevelInfo))
	if err != nil {
		return Report{}, err
	}
	r := h.perform(ctx, e)
	return r, h.Close()
}

// Failure is the refusal or the problems of a report as an error, a line each.
func (r Report) Failure() error {
	if r.Refusal != "" {
		return fmt.Errorf("%s", r.Refusal)
	}
	if len(r.Problems) == 0 {
		return nil
	}
	text := fmt.Sprintf("%d problems", len(r.Problems))
	for _, p := range r.Problems {
		text += "\n  " + p
	}
	return fmt.Errorf("%s", text)
}
