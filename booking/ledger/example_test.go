package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"balie/booking/ledger"
)

// What a transaction puts is on the disk when Update returns nil; what one that fails put is not there.
func Example() {
	folder, err := os.MkdirTemp("", "balie-example-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	l, err := ledger.Open(filepath.Join(folder, "balie.db"), time.Now, []ledger.Schema{{Name: "example", Prefixes: []string{"zz:"}}})
	if err != nil {
		panic(err)
	}
	defer l.Close()
	words := ledger.NewTable[string]("zz:")
	put := func(word string, then error) error {
		return l.Update(context.Background(), "system", func(tx *ledger.Tx) error {
			if err := words.Put(tx, ledger.K().Str("word"), word); err != nil {
				return err
			}
			return then
		})
	}
	fmt.Println(put("kept", nil))
	fmt.Println(put("lost", errors.New("changed my mind")))
	_ = l.View(func(r ledger.Reader) error {
		word, _, err := words.Find(r, ledger.K().Str("word"))
		fmt.Println(word)
		return err
	})
	// Output:
	// <nil>
	// changed my mind
	// kept
}
