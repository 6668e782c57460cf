package calendar_test

import (
	"flag"
	"os"
	"testing"
)

// Days are cheap, so many are looked at; -rapid.checks overrules.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "250"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}
