package ledger

import (
	"fmt"
	"reflect"
	"runtime"
)

// runTransaction is the frame by which withinTransaction knows a nested Update; it must stay a
// function of its own.
//
//go:noinline
func runTransaction(fn func(*Tx) error, tx *Tx) (err error) {
	defer answerPanic(&err)
	return fn(tx)
}

var transactionFrame = runtime.FuncForPC(reflect.ValueOf(runTransaction).Pointer()).Entry()

// withinTransaction reports whether the caller runs inside a function of Update, whose writer
// would wait for itself for ever.
func withinTransaction() bool {
	var pcs [64]uintptr
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs[:])
		for _, pc := range pcs[:n] {
			if f := runtime.FuncForPC(pc - 1); f != nil && f.Entry() == transactionFrame {
				return true
			}
		}
		if n < len(pcs) {
			return false
		}
	}
}

// answerPanic turns a panic into ErrPanic with the place where it happened. A panic's value may
// hold a person's data, so only a runtime error is quoted (I5).
func answerPanic(err *error) {
	r := recover()
	if r == nil {
		return
	}
	what := fmt.Sprintf("%T", r)
	if e, ok := r.(runtime.Error); ok {
		what = e.Error()
	}
	stack := make([]byte, 4096)
	stack = stack[:runtime.Stack(stack, false)]
	*err = ErrPanic.Because(fmt.Errorf("panic %s\n%s", what, stack))
}
