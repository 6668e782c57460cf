package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

// Past makes the past of a demo's town that is shipped with the program.
type Past struct {
	Town string `help:"Which town: oude-ijsselstreek or small." default:"oude-ijsselstreek"`
	Days int    `help:"How many days of it; without it as many as are shipped." placeholder:"N"`
	Seed uint64 `help:"Of its people; the same seed gives the same past." default:"7082"`
	At   string `help:"Until when: a Tuesday at 9.40 with no holiday near, since a demo moves it by weeks." default:"2026-09-15T09:40" placeholder:"MOMENT"`
	Into string `help:"Folder to write into." default:"cmd/internal/demo/past" placeholder:"DIR"`
}

// Run plays the past and packs it.
func (c *Past) Run(ctx context.Context, proc *server.Process) (err error) {
	town, err := demo.SettingOf(c.Town)
	if err != nil {
		return err
	}
	if c.Days == 0 {
		c.Days = town.PastDays
	}
	until, err := town.Moment(c.At, proc.Clock())
	if err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "balie-past-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	p, begin := demo.Past{Setting: town, Until: until, Days: c.Days, Seed: c.Seed}, time.Now()
	if err := p.Play(ctx, data); err != nil {
		return err
	}
	played := time.Since(begin)
	if err := p.Pack(data, c.Into); err != nil {
		return err
	}
	info, err := os.Stat(server.LedgerPath(data))
	if err == nil {
		proc.Printf("%d days until %s played in %.1f s; the ledger is %s\n", c.Days, until.Format(time.RFC3339), played.Seconds(), fmt.Sprintf("%.1f MB", float64(info.Size())/1e6))
	}
	return err
}
