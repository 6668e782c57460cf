package server

import (
	"context"
	"encoding/json"
	"fmt"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// importNames brings in the national list of product names in the place of the one before.
func (h *Server) importNames(ctx context.Context, text json.RawMessage) Report {
	var names []catalogue.UPLName
	err := json.Unmarshal(text, &names)
	if err == nil {
		err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error { return catalogue.PutUPLNames(tx, names) })
	}
	if err != nil {
		return refused(err)
	}
	return Report{Lines: []string{fmt.Sprintf("imported %d names of the national list; products keep the names they have", len(names))}}
}
