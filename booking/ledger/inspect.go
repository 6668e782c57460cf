package ledger

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"slices"
)

// Layout of a bbolt meta page (go.etcd.io/bbolt/internal/common, page and meta): a page header of
// 16 bytes, then magic, version, page size and flags of 4 bytes each, root page, root sequence,
// freelist page, high water mark, transaction and checksum of 8 bytes each.
const (
	boltMagic  = 0xED0CDAED
	metaOffset = 16
	metaLength = 64
)

// inspect refuses a file that bbolt would take for new (empty) or choke on (truncated, foreign).
// A file that does not exist passes: it will be made.
func inspect(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return refuseFile(path, "cannot be looked at: "+err.Error())
	case !info.Mode().IsRegular():
		return refuseFile(path, "is not a file")
	case info.Size() == 0:
		return refuseFile(path, "is empty")
	}
	file, err := os.Open(path)
	if err != nil {
		return refuseFile(path, "may not be read by this user")
	}
	defer file.Close()
	return inspectPages(path, file, info.Size())
}

// inspectPages finds the whole meta pages and holds the file's size against their high water mark.
func inspectPages(path string, file io.ReaderAt, size int64) error {
	heads, seen := readHeads(file)
	need := int64(0)
	for _, h := range heads {
		need = max(need, h.pages*h.pageSize)
	}
	switch {
	case !seen:
		return refuseFile(path, "is not a Balie ledger")
	case need == 0:
		return refuseFile(path, "is damaged: neither of its two head pages is whole")
	case size < need:
		return refuseFile(path, fmt.Sprintf("is truncated: %d of %d bytes", size, need))
	}
	return nil
}

// metaPage is a meta page that is whole: the state of the file as of one transaction.
type metaPage struct {
	pageSize, pages int64 // in bytes, and the high water mark
	root, tx        uint64
}

// readHeads returns the whole meta pages of a file, and whether any page bears bbolt's magic.
func readHeads(file io.ReaderAt) (heads []metaPage, seen bool) {
	for _, at := range []int64{0, 4096, 8192, 16384, 32768, 65536} {
		h, magic, whole := readHead(file, at)
		seen = seen || magic
		if whole && (at == 0 || at == h.pageSize) {
			heads = append(heads, h)
		}
	}
	return heads, seen
}

// readHead reads the meta page at an offset: whether it bears bbolt's magic, and whether it is whole.
func readHead(file io.ReaderAt, at int64) (h metaPage, magic, ok bool) {
	meta := make([]byte, metaLength)
	if _, err := file.ReadAt(meta, at+metaOffset); err != nil {
		return h, false, false
	}
	le := binary.LittleEndian
	magic = le.Uint32(meta) == boltMagic
	sum := fnv.New64a()
	sum.Write(meta[:metaLength-8])
	ok = magic && le.Uint64(meta[metaLength-8:]) == sum.Sum64()
	return metaPage{int64(le.Uint32(meta[8:])), int64(le.Uint64(meta[40:])), le.Uint64(meta[16:]), le.Uint64(meta[48:])}, magic, ok
}

// checkTree holds every page of a file that nobody writes against its neighbours, from its newest head
// page. With whole it refuses a file of which one head page is damaged: what was committed last may be
// gone with it.
func checkTree(file io.ReaderAt, whole bool) error {
	heads, _ := readHeads(file)
	if len(heads) == 0 || whole && len(heads) < 2 {
		return errors.New("a head page is not whole, so that its last commit may be missing")
	}
	newest := slices.MaxFunc(heads, func(a, b metaPage) int { return cmp.Compare(a.tx, b.tx) })
	return newPageTree(file, newest).check(newest.root, span{}, 0, true)
}
