package ledger

import (
	"errors"
	"fmt"
)

// Code says what kind of refusal an error is. One table in package web turns it into a status.
type Code string

// The codes. "busy" and "outcome unknown" exist from the first day, so that an engine on several
// machines can be put below without touching a domain.
const (
	Invalid        Code = "invalid"         // the request can never be granted as it stands
	NotFound       Code = "not_found"       // there is no such thing
	Conflict       Code = "conflict"        // somebody else was first
	Forbidden      Code = "forbidden"       // this actor may not
	Gone           Code = "gone"            // it was there, and is no more
	Busy           Code = "busy"            // nothing was done; try again soon
	UnknownOutcome Code = "unknown_outcome" // it may have been done; ask before trying again
	Internal       Code = "internal"        // our fault
)

// Error is a refusal or a failure. Key is the reason ("time.taken"): package web/lang holds its
// words under "refusal.time.taken", with Args filled in. Op and Err are for the log, not the screen.
type Error struct {
	Code Code
	Key  string
	Args map[string]any
	Op   string
	Err  error
}

// Refuse makes a refusal that a package declares beside the function that returns it.
func Refuse(code Code, key string) *Error { return &Error{Code: code, Key: key} }

func (e *Error) Error() string {
	text := string(e.Code) + " " + e.Key
	if e.Op != "" {
		text = e.Op + ": " + text
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// Is reports whether both are the same refusal, whatever their arguments.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code && other.Key == e.Key
}

// With returns the refusal with arguments for its words: pairs of name and value.
func (e *Error) With(pairs ...any) *Error {
	copied := *e
	copied.Args = make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		copied.Args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return &copied
}

// Because returns the refusal with its cause, which is logged and never shown.
func (e *Error) Because(cause error) *Error {
	copied := *e
	copied.Err = cause
	return &copied
}

// CodeOf returns the code of err: Internal for an error that is not a refusal, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// KeyOf returns the reason key of err, "internal" for an error that is not a refusal.
func KeyOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Key
	}
	return "internal"
}

// ArgsOf returns the arguments of err's words, nil where it has none.
func ArgsOf(err error) map[string]any {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Args
	}
	return nil
}
