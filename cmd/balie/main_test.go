package main

import (
	"testing"

	"balie/cmd/internal/servertest"
)

func TestMain(m *testing.M) { servertest.RunTests(m) }
