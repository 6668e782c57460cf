package ledger

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
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

// answerPanic turns a panic into ErrPanic with the place where it happened, and one that a damaged file
// made into ErrDamaged. A panic's value may hold a person's data, so only a runtime error is quoted (I5).
func answerPanic(err *error) {
	r := recover()
	if r == nil {
		return
	}
	if damaged(r) {
		*err = ErrDamaged.Because(fmt.Errorf("reading a page: %v", r))
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

// answerDamage turns a panic out of the store into ErrDamaged; any other goes on.
func answerDamage(err *error) {
	r := recover()
	if r == nil {
		return
	}
	if !damaged(r) {
		panic(r)
	}
	*err = ErrDamaged.Because(fmt.Errorf("reading a page: %v", r))
}

// damaged reports whether a panic that is being recovered came out of the file: bbolt met a page that
// contradicts itself, or memory that is mapped to the file could not be read. The latter is a panic
// only where debug.SetPanicOnFault says so, which View, the writer and Backup do.
func damaged(r any) bool {
	if e, ok := r.(interface{ Addr() uintptr }); ok && e.Addr() != 0 {
		return true
	}
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for panicking := false; ; {
		frame, more := frames.Next()
		ofRuntime := strings.HasPrefix(frame.Function, "runtime.")
		if panicking && !ofRuntime {
			return strings.HasPrefix(frame.Function, "go.etcd.io/bbolt")
		}
		panicking = panicking || frame.Function == "runtime.gopanic" || frame.Function == "runtime.sigpanic"
		if !more {
			return false
		}
	}
}
