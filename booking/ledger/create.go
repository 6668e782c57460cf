package ledger

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// create makes an empty store at path unless there is a file. It is made under another name and
// gets its own when it is whole on the disk: a first start that the power cuts short leaves either
// no ledger or one that opens, never an empty file that has to be refused.
func create(path string) error {
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	unfinished, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	_ = unfinished.Close()
	defer func() { removeUnfinished(path) }()
	db, err := bolt.Open(unfinished.Name(), 0o600, nil)
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	// A link, not a rename: another process that was quicker keeps its ledger.
	err = os.Link(unfinished.Name(), path)
	if _, missing := os.Stat(path); missing == nil {
		return nil
	}
	return err
}

// removeUnfinished clears away what this start and any that was cut short left beside path.
func removeUnfinished(path string) {
	left, _ := filepath.Glob(path + ".new-*")
	for _, name := range left {
		_ = os.Remove(name)
	}
}

// refuseOpening says in one line why the file at path could not be opened or made.
func refuseOpening(path string, err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return ErrInUse.Because(fileError{path, "is in use by another Balie"})
	case errors.Is(err, os.ErrPermission):
		return refuseFile(path, "may not be read and written by this user")
	case errors.Is(err, syscall.EROFS):
		return refuseFile(path, "cannot be written: the file system is read-only")
	}
	return refuseFile(path, "cannot be opened: "+err.Error())
}
