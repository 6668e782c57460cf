package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// BackupFolder is where backups of the ledger at path lie: "backups" beside it.
func BackupFolder(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

// BackupName names a backup so that names sort by age: "balie-20261124T020000Z.db".
func BackupName(at time.Time) string { return at.UTC().Format("balie-20060102T150405Z") + ".db" }

// ErrNoCopy is returned by Backup when the engine below is no file that can be copied.
var ErrNoCopy = Refuse(Invalid, "backup.engine")

// Backup writes a copy of the ledger as it stands to w while writing goes on, and returns its
// length. ctx ends it early with an error; what was written then is no backup.
func (l *Ledger) Backup(ctx context.Context, w io.Writer) (length int64, err error) {
	e, ok := bare(l.engine).(*boltEngine)
	if !ok {
		return 0, ErrNoCopy
	}
	defer answerDamage(&err)
	tx, err := e.begin()
	if err != nil {
		return 0, ErrClosed.Because(err)
	}
	defer func() { _ = tx.Rollback() }()
	return tx.WriteTo(interrupted{ctx, w})
}

// interrupted is a writer that ends with its context.
type interrupted struct {
	ctx context.Context
	w   io.Writer
}

func (i interrupted) Write(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.w.Write(p)
}

// Verify reads every record of the file at path without changing it and returns how many there
// are, or the first reason for which the file is no good.
func Verify(path string) (records int, err error) {
	if _, err := os.Stat(path); err != nil {
		return 0, refuseFile(path, "does not exist")
	}
	engine, err := openBolt(path, true)
	if err != nil {
		return 0, err
	}
	defer engine.Close()
	defer refuseFault(path, &err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if err := verifyPages(path, true); err != nil {
		return 0, err
	}
	snap, err := engine.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snap.Close()
	if err := readFormat(path, snap); err != nil {
		return 0, err
	}
	return verifyRecords(snap)
}

// verifyPages holds the pages of the file at path, which nobody writes, against each other. whole asks
// for both head pages: a power cut may leave one torn, a copy has two.
func verifyPages(path string, whole bool) error {
	file, err := os.Open(path)
	if err != nil {
		return refuseFile(path, "may not be read by this user")
	}
	defer file.Close()
	if err := checkTree(file, whole); err != nil {
		return refuseFile(path, "is damaged: "+err.Error())
	}
	return nil
}

// refuseFault turns the panic or fault of reading a damaged page, or what a snapshot made of one, into
// a refusal of the file.
func refuseFault(path string, err *error) {
	if r := recover(); r != nil {
		*err = refuseFile(path, "is damaged: "+fmt.Sprint(r))
	} else if e, ok := errors.AsType[*Error](*err); ok && errors.Is(*err, ErrDamaged) && e.Err != nil {
		*err = refuseFile(path, "is damaged: "+e.Err.Error())
	}
}

func verifyRecords(snap Snapshot) (records int, err error) {
	for key, framed := range snap.Scan(nil, nil) {
		if string(key) == string(seqKey) {
			if _, err := unsealSeq(framed); err != nil {
				return records, err
			}
			continue
		}
		if _, _, err := unseal(key, framed); err != nil {
			return records, err
		}
		records++
	}
	return records, nil
}

// NewestGoodBackup returns the newest plain backup of the ledger at path that Verify finds whole; what a
// restore replaced is none.
func NewestGoodBackup(path string) (backup string, found bool) {
	names, _ := filepath.Glob(filepath.Join(BackupFolder(path), "balie-*.db"))
	slices.Sort(names)
	for _, name := range slices.Backward(names) {
		if strings.HasSuffix(name, "-replaced.db") {
			continue
		}
		if _, err := Verify(name); err == nil {
			return name, true
		}
	}
	return "", false
}

// refuseFile says in one line what is wrong with a file and what to do. The newest good backup is
// named only for a ledger that is broken, which is when somebody needs it.
func refuseFile(path, what string) error {
	return &Error{Code: Invalid, Key: "file.refused", Args: map[string]any{"path": path, "what": what}, Err: fileError{path, what}}
}

type fileError struct{ path, what string }

func (e fileError) Error() string { return e.path + " " + e.what }

// Advice returns the line to show when the ledger at path was refused with err: what is wrong,
// and the newest good backup.
func Advice(path string, err error) string {
	line := Said(err)
	if errors.Is(err, ErrInUse) {
		return line
	}
	if backup, found := NewestGoodBackup(path); found {
		return line + "; newest good backup: " + backup
	}
	return line + "; there is no good backup in " + BackupFolder(path)
}

// Said is what a refused file is refused for, in one line for whoever operates.
func Said(err error) string {
	if e, ok := errors.AsType[fileError](err); ok {
		return e.Error()
	}
	return err.Error()
}

// SyncFolder makes a new name in a folder durable.
func SyncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}
