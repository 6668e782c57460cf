package sim

import (
	"fmt"
	"strings"
)

// Table is the report as text for a person.
func (r Report) Table(s Scenario) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d simulated days, seed %d. Shares in percent, times in minutes.\n\n", s.Name, r.Days, r.Seed)
	fmt.Fprintf(&b, "%-18s %7s %7s %7s %7s %7s %7s %7s %8s %9s %7s\n", "", "appt ≤5", "raw ≤5", "walk ≤5", "≤15", "P95", "walkP95", "use", "overtime", "on call", "regret")
	for _, o := range r.Policies {
		regret := "-"
		if o.RegretClosed != nil {
			regret = fmt.Sprintf("%.0f %%", 100**o.RegretClosed)
		}
		fmt.Fprintf(&b, "%-18s %7.2f %7.2f %7.2f %7.2f %7.1f %7.1f %7.1f %8.1f %4.0f %3.1f%% %7s\n", o.Name, 100*o.Appointments5, 100*o.Appointments5In,
			100*o.Walkins5, 100*o.Walkins15, o.AppointmentsP95, o.WalkinsP95, 100*o.Utilisation, o.Overtime, o.OnCall, 100*o.OnCallShare, regret)
	}
	for _, d := range r.Differences {
		if d.Versus == "fifo" || d.Versus == "appointment-first" {
			fmt.Fprintf(&b, "\n%s less %s, the same days: appointments %s, walk-ins ≤15 %s", d.Policy, d.Versus, d.Appointments5, d.Walkins15)
		}
	}
	return b.String()
}

// String is the interval in points of a hundred: "+0.82 (+0.61 to +1.03)".
func (i Interval) String() string {
	return fmt.Sprintf("%+.2f (%+.2f to %+.2f)", 100*i.Mean, 100*i.Low, 100*i.High)
}

// Picture is the report as SVG: for every policy the share of appointments and of walk-ins in time.
func (r Report) Picture() string {
	const row, left, width = 44, 170, 420
	var b strings.Builder
	height := 40 + row*len(r.Policies)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img" aria-label="Share in time per policy">`, left+width+70, height)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="#ffffff"/><text x="%d" y="20">appointments ≤ 5 min (dark), walk-ins ≤ 15 min (light), 70 to 100 %%</text>`, left)
	for i, o := range r.Policies {
		y := 34 + row*i
		fmt.Fprintf(&b, `<text x="8" y="%d">%s</text>`, y+20, o.Name)
		for j, bar := range []struct {
			share float64
			color string
		}{{o.Appointments5, "#154273"}, {o.Walkins15, "#8fb3d9"}} {
			long := max(0, (bar.share-0.7)/0.3) * width
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%.1f" height="15" fill="%s"/><text x="%.1f" y="%d">%.1f %%</text>`, left, y+4+17*j, long, bar.color, left+long+6, y+16+17*j, 100*bar.share)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
