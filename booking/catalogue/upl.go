package catalogue

import (
	"slices"

	"balie/booking/ledger"
)

// UPLName is a name of the national list of products (Uniforme Productnamenlijst).
type UPLName struct {
	Name string `json:"name"` // "paspoort"
	URI  string `json:"uri"`
}

// uplNames holds the list as it was brought in last, in parts.
var uplNames = ledger.NewTable[[]UPLName]("cu:")

// namesInPart is how many names one record has.
const namesInPart = 200

// mostNames is how many names the list has at most.
const mostNames = 10_000

// ErrNames: the list is empty or longer than any.
var ErrNames = ledger.Refuse(ledger.Invalid, "upl.names")

// PutUPLNames brings in the national list in the place of the one before. Products keep the names they have.
func PutUPLNames(tx *ledger.Tx, names []UPLName) error {
	if len(names) == 0 || len(names) > mostNames {
		return ErrNames
	}
	var old []ledger.Key
	err := uplNames.Each(tx, nil, func(k ledger.Key, _ []UPLName) error { old = append(old, slices.Clone(k)); return nil })
	if err != nil {
		return err
	}
	for _, k := range old {
		uplNames.Delete(tx, k)
	}
	part := uint64(0)
	for some := range slices.Chunk(names, namesInPart) {
		if err := uplNames.Put(tx, ledger.K().Uint64(part), some); err != nil {
			return err
		}
		part++
	}
	return nil
}

// UPLNames are the names of the national list that were brought in, in its order; none where it never was.
func UPLNames(r ledger.Reader) (all []UPLName, err error) {
	err = uplNames.Each(r, nil, func(_ ledger.Key, some []UPLName) error { all = append(all, some...); return nil })
	return all, err
}
