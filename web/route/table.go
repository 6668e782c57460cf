package route

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// Write writes a table of routes as an auditor reads it: a line for each address and method, in the order
// of addresses. holders says who has a right, in words without spaces.
func Write(w io.Writer, routes []Route, holders func(Right) []string) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "PATH\tMETHOD\tACCESS\tRIGHT\tWHO\tSITE\tLIMIT\tBESIDES")
	routes = slices.Clone(routes)
	slices.SortFunc(routes, func(a, b Route) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	for _, r := range routes {
		right, who := "-", "-"
		if r.guarded() {
			right, who = string(r.Right), strings.Join(holders(r.Right), ",")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Path, r.Method, r.Access, right, who, r.Site, r.Limit, r.besides())
	}
	return t.Flush()
}

// besides are the other promises of a route.
func (r Route) besides() string {
	var all []string
	for _, f := range []struct {
		is   bool
		word string
	}{{r.IsMachine(), "machine"}, {r.Bare, "bare"}, {r.Early, "early"}, {r.Fresh, "fresh"}, {r.Live, "live"}, {r.Locked, "locked"}} {
		if f.is {
			all = append(all, f.word)
		}
	}
	if len(all) == 0 {
		return "-"
	}
	return strings.Join(all, ",")
}
