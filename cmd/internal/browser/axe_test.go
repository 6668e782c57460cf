package browser

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
	"testing"
)

func TestAxeIsWhatItSays(t *testing.T) {
	sum := sha256.Sum256([]byte(axeScript))
	if !strings.Contains(axeVendored, hex.EncodeToString(sum[:])) {
		t.Error("axe.min.js is not the file that was taken over")
	}
}
