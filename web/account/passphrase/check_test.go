package passphrase

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking/ledger"
)

func TestPassphrasesThatAreGuessedSoonAreRefused(t *testing.T) {
	known := []string{"Oude IJsselstreek", "ilse.wisselink", "Ilse Wisselink"}
	for passphrase, want := range map[string]error{
		"vier losse woorden samen":       nil,
		"Mijn fiets staat in de regen":   nil,
		"correct horse battery staple":   nil, // four different words, if well-known ones
		"été à la plage déserte":         nil,
		"xq7-plm2-vvk9-zzt4":             nil,
		"kort":                           ErrShort,
		"14 tekens zijn":                 ErrShort,
		strings.Repeat("a b c d e ", 21): ErrLong,
		"aaaaaaaaaaaaaaaaaaaa":           ErrRepeat,
		"1212121212121212":               ErrRepeat,
		"abcabcabcabcabcabc":             ErrRepeat,
		"passwordpassword":               ErrCommon,
		"welkom01welkom01":               ErrCommon,
		"Welkom2026!!!!!!!":              ErrCommon,
		"oudeijsselstreek2026":           ErrCommon,
		"Oude IJsselstreek 2026":         ErrCommon,
		"IlseWisselink1987":              ErrCommon,
		"ilse.wisselink.2026":            ErrCommon,
		"qwertyuiop123456":               ErrCommon,
		"1qaz2wsx3edc4rfv":               ErrCommon,
		"12345678901234567890":           ErrCommon,
		"password 1234 !@#$ 5678":        ErrCommon,
		"ＰＡＳＳＷＯＲＤpassword":               ErrCommon, // the same letters, wider
	} {
		if err := Check(passphrase, known...); !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("%q is refused with %v, want %v", passphrase, err, want)
		}
	}
}

var cheap = Cost{Memory: 64, Time: 1, Threads: 1}

func TestHashesOpenForTheirPassphraseAlone(t *testing.T) {
	h := NewHasher(cheap, 2)
	hash, err := h.Hash(t.Context(), "vier losse woorden, één keer")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatalf("%q %v", hash, err)
	}
	again, _ := h.Hash(t.Context(), "vier losse woorden, één keer")
	if again == hash {
		t.Error("the same passphrase twice has the same hash")
	}
	dearer := NewHasher(Cost{Memory: 128, Time: 2, Threads: 1}, 1) // reads what was hashed at another cost
	for passphrase, want := range map[string]bool{
		"vier losse woorden, één keer":             true,
		"vier losse woorden, e\u0301e\u0301n keer": true, // typed on another keyboard
		"Vier losse woorden, één keer":             false,
		"":                                         false,
	} {
		if got, err := dearer.Matches(t.Context(), Owner, passphrase, hash); got != want || err != nil {
			t.Errorf("%q matches: %t %v", passphrase, got, err)
		}
	}
	if got, err := h.Matches(t.Context(), Owner, "vier losse woorden", ""); got || err != nil {
		t.Errorf("an account without a passphrase opens: %t %v", got, err)
	}
	for _, odd := range []string{"x", "$argon2id$v=19$m=9999999,t=1,p=1$AAAA$AAAA", "$2y$10$abc", strings.Replace(hash, "t=1", "t=0", 1), hash[:len(hash)-4]} {
		if _, err := h.Matches(t.Context(), Owner, "x", odd); !errors.Is(err, ledger.ErrDamaged) {
			t.Errorf("%q is read: %v", odd, err)
		}
	}
}

func TestTheStandardCostIsWhatIsPromised(t *testing.T) {
	if StandardCost != (Cost{Memory: 64 * 1024, Time: 3, Threads: 2}) {
		t.Errorf("%+v", StandardCost)
	}
}

// TestNoMoreAreHashedAtOnceThanThereIsRoom fills the room and asks once more.
func TestNoMoreAreHashedAtOnceThanThereIsRoom(t *testing.T) {
	h := NewHasher(cheap, 2)
	for range 2 {
		if err := h.sit(t.Context(), Owner); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "x"); !errors.Is(err, ledger.ErrBusy) {
		t.Errorf("a third is hashed: %v", err)
	}
	var waiting sync.WaitGroup
	waiting.Go(func() {
		if _, err := h.Hash(t.Context(), "x"); err != nil {
			t.Errorf("who waits for room is refused: %v", err)
		}
	})
	h.rise(Owner)
	waiting.Wait()
}

const hashings = 3 // at once, as in a house

// TestStrangersLeaveSeatsToWhoIsKnown fills all the seats that strangers, and then neighbours, can have.
func TestStrangersLeaveSeatsToWhoIsKnown(t *testing.T) {
	h := NewHasher(cheap, hashings)
	taken := map[Standing]int{}
	for _, as := range []Standing{Stranger, Neighbour, Owner} {
		for {
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
			err := h.sit(ctx, as)
			cancel()
			if err != nil {
				break
			}
			taken[as]++
		}
		if taken[as] != 1 {
			t.Errorf("standing %d finds %d seats beside all below it", as, taken[as])
		}
	}
	for as := range taken {
		h.rise(as)
	}
	for range hashings { // what was given up while waiting holds nothing
		if err := h.sit(t.Context(), Owner); err != nil {
			t.Fatal(err)
		}
	}
}

//go:embed VENDORED
var vendored string

func TestTheListOfCommonPassphrasesIsWhatItSays(t *testing.T) {
	sum := sha256.Sum256([]byte(commonText))
	if !strings.Contains(vendored, hex.EncodeToString(sum[:])) {
		t.Error("common.txt is not the file that VENDORED names")
	}
	if len(common) < 5000 || !common["welkom01"] || !common["wachtwoord"] {
		t.Errorf("the list holds %d words", len(common))
	}
}
