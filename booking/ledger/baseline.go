package ledger

import bolt "go.etcd.io/bbolt"

// Baseline is what benches compare the ledger with: a bare bbolt file whose writers share commits
// as ours do, and which does nothing else. It keeps no records, checks nothing and reads nothing
// back. Never keep anything in one.
type Baseline struct {
	db    *bolt.DB
	queue chan *bareWrite
	ended chan struct{}
}

type bareWrite struct {
	keys  [][]byte
	value []byte
	done  chan error
}

// OpenBaseline makes a bare file at path, with the options of a ledger's.
func OpenBaseline(path string) (*Baseline, error) {
	db, err := bolt.Open(path, 0o600, boltOptions())
	if err != nil {
		return nil, err
	}
	b := &Baseline{db: db, queue: make(chan *bareWrite, queueLength), ended: make(chan struct{})}
	go b.write()
	return b, nil
}

// Put writes value under each key and returns when that is on the disk.
func (b *Baseline) Put(keys [][]byte, value []byte) error {
	w := &bareWrite{keys, value, make(chan error, 1)}
	b.queue <- w
	return <-w.done
}

// Close ends writing; nobody may be in Put.
func (b *Baseline) Close() error {
	close(b.queue)
	<-b.ended
	return b.db.Close()
}

// write commits whatever is queued, a group at a time.
func (b *Baseline) write() {
	defer close(b.ended)
	for first := range b.queue {
		group := []*bareWrite{first}
		for more := true; more && len(group) < groupOps; {
			select {
			case w, open := <-b.queue:
				if more = open; open {
					group = append(group, w)
				}
			default:
				more = false
			}
		}
		err := b.commit(group)
		for _, w := range group {
			w.done <- err
		}
	}
}

func (b *Baseline) commit(group []*bareWrite) error {
	return b.db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists(bucketName)
		if err != nil {
			return err
		}
		for _, w := range group {
			for _, key := range w.keys {
				if err := bucket.Put(key, w.value); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
