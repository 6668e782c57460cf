package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// bbolt puts a checksum on its two head pages alone. What makes a tree of the others (a page's own
// number, its kind, how many records it says it holds and where each begins) can be changed by a
// failing disk without any record looking wrong: a page that says it holds one record less simply
// has one less. pageTree holds all of it against itself.
//
// Layout (go.etcd.io/bbolt/internal/common): a page begins with its number (8 bytes), its kind (2),
// its count (2) and how many pages more it takes (4). A leaf's elements are kind, position, key's and
// value's length, 4 bytes each; a branch's are position, key's length and the child's number (8).
// A position counts from its element to its key; keys and values follow the last element without gaps.
type pageTree struct {
	file     io.ReaderAt
	pageSize int64
	pages    int64 // the high water mark
	seen     []bool
}

func newPageTree(file io.ReaderAt, m metaPage) *pageTree {
	return &pageTree{file, m.pageSize, m.pages, make([]bool, m.pages)}
}

const (
	pageHeader  = 16
	pageElement = 16
	branchPage  = 1
	leafPage    = 2
	bucketKind  = 1 // of an element whose value is a tree
	deepest     = 64
)

// span is where the keys of a page may lie: from (inclusive) to (exclusive), nil is open.
type span struct{ from, to []byte }

type pageItem struct {
	kind       uint32
	key, value []byte
	child      uint64
}

// check walks one page and what is below it. top is the page that holds our one bucket.
func (t *pageTree) check(id uint64, within span, depth int, top bool) error {
	if depth > deepest {
		return fmt.Errorf("page %d lies too deep", id)
	}
	kind, items, err := t.read(id)
	if err != nil {
		return err
	}
	var last []byte
	for i, item := range items {
		if i > 0 && bytes.Compare(item.key, last) <= 0 || !within.holds(item.key) {
			return fmt.Errorf("page %d: its key %d is out of order", id, i)
		}
		last = item.key
		switch {
		case kind == branchPage:
			below := span{item.key, within.to}
			if i+1 < len(items) {
				below.to = items[i+1].key
			}
			err = t.check(item.child, below, depth+1, top)
		case top:
			err = t.bucket(id, item, depth)
		case item.kind != 0:
			err = fmt.Errorf("page %d: its record %d is of a kind we never write", id, i)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bucket walks the tree of our bucket from the record that names it.
func (t *pageTree) bucket(id uint64, item pageItem, depth int) error {
	if item.kind != bucketKind || !bytes.Equal(item.key, bucketName) || len(item.value) < 16 {
		return fmt.Errorf("page %d does not name the records of a ledger", id)
	}
	root := binary.LittleEndian.Uint64(item.value)
	if root == 0 { // a small tree stands within the record, as a page
		_, items, err := parsePage(item.value[16:])
		for i := range items {
			if err == nil && (items[i].kind != 0 || i > 0 && bytes.Compare(items[i].key, items[i-1].key) <= 0) {
				err = fmt.Errorf("page %d: the tree within it is out of order", id)
			}
		}
		return err
	}
	if len(item.value) != 16 {
		return fmt.Errorf("page %d names the records of a ledger in %d bytes", id, len(item.value))
	}
	return t.check(root, span{}, depth+1, false)
}

func (s span) holds(key []byte) bool {
	return bytes.Compare(key, s.from) >= 0 && (s.to == nil || bytes.Compare(key, s.to) < 0)
}

// read reads a page with all that belongs to it.
func (t *pageTree) read(id uint64) (kind uint16, items []pageItem, err error) {
	head := make([]byte, pageHeader)
	if int64(id) < 2 || int64(id) >= t.pages {
		return 0, nil, fmt.Errorf("page %d is not of this file", id)
	}
	if _, err := t.file.ReadAt(head, int64(id)*t.pageSize); err != nil {
		return 0, nil, fmt.Errorf("page %d cannot be read: %w", id, err)
	}
	more := int64(binary.LittleEndian.Uint32(head[12:]))
	if own := binary.LittleEndian.Uint64(head); own != id || int64(id)+more >= t.pages {
		return 0, nil, fmt.Errorf("page %d says it is page %d with %d more", id, own, more)
	}
	for i := range more + 1 {
		if t.seen[id+uint64(i)] {
			return 0, nil, fmt.Errorf("page %d is reached twice", id)
		}
		t.seen[id+uint64(i)] = true
	}
	page := make([]byte, (more+1)*t.pageSize)
	if _, err := t.file.ReadAt(page, int64(id)*t.pageSize); err != nil {
		return 0, nil, fmt.Errorf("page %d cannot be read: %w", id, err)
	}
	kind, items, err = parsePage(page)
	if err == nil && more > 0 && int64(used(items)) <= more*t.pageSize {
		err = fmt.Errorf("it takes %d pages more than it fills", more)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("page %d: %w", id, err)
	}
	return kind, items, nil
}

// used is how much of a page its header, elements, keys and values take.
func used(items []pageItem) int {
	n := pageHeader
	for _, i := range items {
		n += pageElement + len(i.key) + len(i.value)
	}
	return n
}

// parsePage reads the elements of a page: each key begins where the value before it ends.
func parsePage(page []byte) (kind uint16, items []pageItem, err error) {
	if len(page) < pageHeader {
		return 0, nil, fmt.Errorf("it has no header")
	}
	le := binary.LittleEndian
	kind, count := le.Uint16(page[8:]), int(le.Uint16(page[10:]))
	if kind != branchPage && kind != leafPage || kind == branchPage && count == 0 {
		return 0, nil, fmt.Errorf("it is of kind %d with %d elements", kind, count)
	}
	next := pageHeader + count*pageElement
	for i := range count {
		at := pageHeader + i*pageElement
		if at+pageElement > len(page) {
			return 0, nil, fmt.Errorf("it has no room for %d elements", count)
		}
		var item pageItem
		position, keyLength, valueLength := int(le.Uint32(page[at:])), int(le.Uint32(page[at+4:])), 0
		if kind == leafPage {
			item.kind = le.Uint32(page[at:])
			position, keyLength, valueLength = int(le.Uint32(page[at+4:])), int(le.Uint32(page[at+8:])), int(le.Uint32(page[at+12:]))
		} else {
			item.child = le.Uint64(page[at+8:])
		}
		end := next + keyLength + valueLength
		if at+position != next || end > len(page) {
			return 0, nil, fmt.Errorf("its element %d lies where none can be", i)
		}
		item.key, item.value = page[next:next+keyLength], page[next+keyLength:end]
		items, next = append(items, item), end
	}
	return kind, items, nil
}
