package ledger

// memo is one decoded value and the stamp of the records it was decoded from.
type memo struct {
	stamp string
	value any
}

// Memo returns load's value, and keeps it under name as long as stamp stays the same. The stamp
// must change with everything that load reads and never come back: a NewID written by whoever
// changes those records. The value is shared: nobody may change it.
func Memo[T any](r Reader, name, stamp string, load func() (T, error)) (T, error) {
	l := r.home()
	if kept, ok := l.memos.Load(name); ok && kept.(memo).stamp == stamp {
		return kept.(memo).value.(T), nil
	}
	value, err := load()
	if err == nil {
		l.memos.Store(name, memo{stamp, value})
	}
	return value, err
}
