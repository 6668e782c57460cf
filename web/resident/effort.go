package resident

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// An effort is a proof of work in the form of ALTCHA: the browser finds a number that we hid, which
// nobody notices once and which is dear to whoever wants thousands of times. It is never a reason to
// lose an appointment: who does not bring it is only asked to go slower, and moving and cancelling
// never ask for it.
const (
	effortName    = "moeite"
	effortPurpose = "effort"
	effortHash    = "SHA-256"
	effortFor     = 30 * time.Minute
)

// challenge is what the browser is asked.
type challenge struct {
	Algorithm string `json:"algorithm"`
	Challenge string `json:"challenge"` // hex of SHA-256(salt + number)
	Salt      string `json:"salt"`      // holds when the challenge ends: "…?expires=1764000000"
	Signature string `json:"signature"` // hex, of the challenge
	Most      int    `json:"maxnumber"`
}

// solution is what it answers.
type solution struct {
	Algorithm string `json:"algorithm"`
	Challenge string `json:"challenge"`
	Number    int    `json:"number"`
	Salt      string `json:"salt"`
	Signature string `json:"signature"`
}

// ask makes a challenge as JSON, as hard as the crowd at the door asks for.
func (p *Pages) ask(now time.Time) string {
	var random [16]byte
	_, _ = rand.Read(random[:])
	most := p.crowd.hardness(now)
	number := int(binary.BigEndian.Uint32(random[12:]) % uint32(most+1))
	c := challenge{
		Algorithm: effortHash, Most: most,
		Salt: hex.EncodeToString(random[:12]) + "?expires=" + strconv.FormatInt(now.Add(effortFor).Unix(), 10),
	}
	c.Challenge = hashed(c.Salt, number)
	c.Signature = hex.EncodeToString(p.Vault.MAC(effortPurpose, c.Challenge))
	content, err := json.Marshal(c)
	if err != nil { // strings and a number: cannot be
		panic(err)
	}
	return string(content)
}

func hashed(salt string, number int) string {
	sum := sha256.Sum256([]byte(salt + strconv.Itoa(number)))
	return hex.EncodeToString(sum[:])
}

// proves reports whether a form's value solves a challenge of ours that has not ended and was not
// brought before.
func (p *Pages) proves(value string, now time.Time) bool {
	content, err := base64.StdEncoding.DecodeString(value)
	var s solution
	if err != nil || len(value) > 1024 || json.Unmarshal(content, &s) != nil {
		return false
	}
	signature, err := hex.DecodeString(s.Signature)
	if err != nil || s.Algorithm != effortHash || !hmac.Equal(signature, p.Vault.MAC(effortPurpose, s.Challenge)) {
		return false
	}
	_, ends, _ := strings.Cut(s.Salt, "?expires=")
	end, err := strconv.ParseInt(ends, 10, 64)
	return err == nil && now.Unix() < end && hashed(s.Salt, s.Number) == s.Challenge && p.spent.first(s.Challenge)
}

// pays lets a form pass that would hold or book: with an effort at once, without one only as
// often as the stricter limit allows, which takes more the larger the crowd.
func (p *Pages) pays(c *fiber.Ctx) error {
	now := page.From(c).Machine
	p.crowd.note(now)
	if p.Slow == nil || p.proves(c.FormValue(effortName), now) {
		return nil
	}
	return p.Slow(c, p.crowd.toll(now))
}
