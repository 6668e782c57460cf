package effort

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// An effort is a proof of work in the form of ALTCHA: the browser finds a number that we hid, which
// nobody notices once and which is dear to whoever wants thousands of times. It is never a reason to
// lose an appointment: who does not bring it is only asked to go slower, and moving and cancelling
// never ask for it.
const (
	fieldName = "moeite"
	purpose   = "effort"
	algorithm = "SHA-256"
	lasts     = 30 * time.Minute
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

// asker is for whom a challenge is: nobody else's form, and no other form of theirs, is paid with it.
type asker struct {
	from netip.Addr
	key  string
}

// network is whose effort it is: an IPv4 address, or the /64 of a household, within which phones change theirs.
func (a asker) network() string {
	if a.from.Is6() {
		prefix, _ := a.from.WithZone("").Prefix(64)
		return prefix.String()
	}
	return a.from.String()
}

// sign binds a challenge to its asker.
func (g *Guard) sign(challenge string, a asker) []byte {
	return g.Signer.MAC(purpose, challenge+" "+a.network()+" "+a.key)
}

// ask makes a challenge as JSON, of a hardness.
func (g *Guard) ask(a asker, most int, now time.Time) string {
	var random [20]byte
	_, _ = rand.Read(random[:])
	number := int(binary.BigEndian.Uint64(random[12:]) % uint64(most+1))
	c := challenge{
		Algorithm: algorithm, Most: most,
		Salt: hex.EncodeToString(random[:12]) + "?expires=" + strconv.FormatInt(now.Add(lasts).Unix(), 10) + "&most=" + strconv.Itoa(most),
	}
	c.Challenge = hashed(c.Salt, number)
	c.Signature = hex.EncodeToString(g.sign(c.Challenge, a))
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

// lenient is by how much an effort may be easier than it would be asked now: others took something while
// somebody read the page.
const lenient = 4

// proves reports whether a form's value solves a challenge of ours, made for this asker and hard enough,
// that has not ended and was not brought before.
func (g *Guard) proves(value string, a asker, most int, now time.Time) bool {
	content, err := base64.StdEncoding.DecodeString(value)
	var s solution
	if err != nil || len(value) > 1024 || json.Unmarshal(content, &s) != nil {
		return false
	}
	signature, err := hex.DecodeString(s.Signature)
	if err != nil || s.Algorithm != algorithm || !hmac.Equal(signature, g.sign(s.Challenge, a)) || hashed(s.Salt, s.Number) != s.Challenge {
		return false
	}
	_, said, _ := strings.Cut(s.Salt, "?") // ours, since it is part of what was signed
	terms, err := url.ParseQuery(said)
	if err != nil {
		return false
	}
	end, err1 := strconv.ParseInt(terms.Get("expires"), 10, 64)
	hard, err2 := strconv.Atoi(terms.Get("most"))
	return err1 == nil && err2 == nil && now.Unix() < end && hard*lenient >= most && g.spent.first(s.Challenge)
}
