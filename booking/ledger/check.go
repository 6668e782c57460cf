package ledger

import (
	"fmt"
	"os"
	"strings"
)

// Check walks every record of a reading: its checksum, its prefix, the ledger's own indexes, each
// domain's invariants, and the pages of the file. It reports every problem and returns how many records it read.
// It may run while the ledger is written to.
func (l *Ledger) Check(report func(problem string)) (records int, err error) {
	err = l.View(func(r Reader) error {
		for key, framed := range r.scan(nil, nil) {
			if string(key) == string(seqKey) {
				if _, err := unsealSeq(framed); err != nil {
					report(err.Error())
				}
				continue
			}
			records++
			if _, _, err := unseal(key, framed); err != nil {
				report(err.Error())
			}
			if !l.knows(string(key)) {
				report(fmt.Sprintf("record %q belongs to no domain", key))
			}
		}
		l.checkOutbox(r, report)
		return l.checkDomains(r, report)
	})
	if err == nil {
		err = l.checkPages(report)
	}
	return records, err
}

// checkPages holds the pages of the file below against each other, as they stand.
func (l *Ledger) checkPages(report func(problem string)) (err error) {
	e, ok := bare(l.engine).(*boltEngine)
	if !ok {
		return nil
	}
	defer answerDamage(&err)
	tx, err := e.begin()
	if err != nil {
		return ErrClosed.Because(err)
	}
	defer func() { _ = tx.Rollback() }() // until then nobody writes over what is read
	bucket := tx.Bucket(bucketName)
	if bucket == nil || bucket.Root() == 0 {
		return nil
	}
	file, err := os.Open(e.path)
	if err != nil {
		return err
	}
	defer file.Close()
	size := int64(tx.DB().Info().PageSize)
	t := newPageTree(file, metaPage{pageSize: size, pages: tx.Size() / size})
	if err := t.check(uint64(bucket.Root()), span{}, 0, false); err != nil {
		report(err.Error())
	}
	return nil
}

func (l *Ledger) checkDomains(r Reader, report func(string)) error {
	for _, s := range l.schemas {
		if s.Check == nil {
			continue
		}
		if err := s.Check(r, report); err != nil {
			report(s.Name + ": " + err.Error())
		}
	}
	return nil
}

func (l *Ledger) knows(key string) bool {
	if strings.HasPrefix(key, "!") {
		return true
	}
	for _, s := range l.schemas {
		for _, p := range s.Prefixes {
			if strings.HasPrefix(key, p) {
				return true
			}
		}
	}
	return false
}

// checkOutbox holds the index of due instants against the messages.
func (l *Ledger) checkOutbox(r Reader, report func(string)) {
	due := map[string]bool{}
	_ = dues.Each(r, nil, func(_ Key, key string) error {
		due[key] = true
		return nil
	})
	_ = outbox.Each(r, nil, func(k Key, o Outgoing) error {
		key := string(k[:len(k)-1])
		if (o.Dead == "") != due[key] {
			report(fmt.Sprintf("message %s is due %v, but its index says %v", key, o.Dead == "", due[key]))
		}
		delete(due, key)
		return nil
	})
	for key := range due {
		report(fmt.Sprintf("message %s is due but does not exist", key))
	}
}
