package server

import (
	"encoding/json"

	"balie/booking/ledger"
)

func (h *Server) Export() (r Report) {
	var d Document
	err := h.Ledger.View(func(reader ledger.Reader) (err error) {
		d, err = ReadDocument(reader)
		return err
	})
	if err == nil {
		r.Document, err = json.Marshal(d)
	}
	if err != nil {
		return refused(err)
	}
	return r
}
