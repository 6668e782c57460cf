package setup

import (
	"errors"
	"fmt"
	"strings"

	"balie/booking/textfile"
)

// Fault is one thing that is wrong in a file, for who says it in words of their own. Its Error is a line for who wrote
// the file by hand.
type Fault struct {
	File string
	textfile.Problem
}

func (f Fault) Error() string {
	if f.Line == 0 {
		return f.File + ": " + f.What
	}
	return f.File + ": " + f.Problem.Error()
}

// Faults are all that an error of Read or Check names, in their order; none for an error of another kind.
func Faults(err error) (all []Fault) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range joined.Unwrap() {
			all = append(all, Faults(one)...)
		}
		return all
	}
	var f Fault
	if errors.As(err, &f) {
		return []Fault{f}
	}
	return nil
}

// within names the file of each thing that was found in it.
func within(name string, err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, within(name, one))
		}
		return errors.Join(all...)
	}
	var p textfile.Problem
	if errors.As(err, &p) {
		return Fault{name, p}
	}
	return Fault{name, textfile.Problem{What: strings.TrimRight(err.Error(), "\n")}}
}

// tooLarge says that files are more than one import may have.
func tooLarge(name string) error {
	return Fault{name, textfile.Problem{What: fmt.Sprintf("with this file there are more than %d MB, which is the most for one import", Largest>>20)}}
}
