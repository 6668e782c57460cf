package ledger

import (
	"maps"
	"math/rand/v2"
	"sync"
)

// pageSize is what a disk writes whole or not at all.
const pageSize = 4096

// content is the bytes of one file, by page; a page that is not there is zeroes.
type content struct {
	size  int64
	pages map[int64][]byte
}

func (c content) clone() content { return content{c.size, maps.Clone(c.pages)} }

// change is one page as a write left it, or (data nil) a new length of the file.
type change struct {
	page int64
	data []byte
	size int64
}

func (c *content) make(ch change) {
	if ch.data == nil {
		c.size = ch.size
		maps.DeleteFunc(c.pages, func(page int64, _ []byte) bool { return page*pageSize >= ch.size })
		return
	}
	c.pages[ch.page] = ch.data
	c.size = max(c.size, ch.size)
}

// file is a file as programs see it, as the disk would have it without power, and what lies between.
type file struct {
	live, synced content
	pending      []change
}

func newFile(c content) *file { return &file{live: c.clone(), synced: c.clone()} }

func (f *file) change(ch change) {
	f.live.make(ch)
	f.pending = append(f.pending, ch)
}

func (f *file) write(data []byte, off int64) {
	for len(data) > 0 {
		page, in := off/pageSize, off%pageSize
		n := min(int64(len(data)), pageSize-in)
		whole := make([]byte, pageSize)
		copy(whole, f.live.pages[page])
		copy(whole[in:], data[:n])
		f.change(change{page, whole, off + n})
		data, off = data[n:], off+n
	}
}

func (f *file) read(dest []byte, off int64) []byte {
	n := max(0, min(int64(len(dest)), f.live.size-off))
	clear(dest)
	for done := int64(0); done < n; {
		page, in := (off+done)/pageSize, (off+done)%pageSize
		step := min(n-done, pageSize-in)
		if p := f.live.pages[page]; p != nil {
			copy(dest[done:done+step], p[in:])
		}
		done += step
	}
	return dest[:n]
}

func (f *file) sync() { f.synced, f.pending = f.live.clone(), nil }

// keep says which unsynced changes a power cut leaves on the disk.
type keep func() bool

func keepNone() bool { return false }
func keepAll() bool  { return true }

func keepSome(random *rand.Rand) keep {
	share := random.Float64()
	return func() bool { return random.Float64() < share }
}

// after is the file as a power cut leaves it.
func (f *file) after(chosen keep) *file {
	left := f.synced.clone()
	for _, ch := range f.pending {
		if chosen() {
			left.make(ch)
		}
	}
	return newFile(left)
}

// disk is a folder of files whose power fails after so many writes, syncs and changes of names.
type disk struct {
	mu          sync.Mutex
	names       map[string]*file
	syncedNames map[string]*file
	operations  int // since the power came
	cutAt       int // the power fails during this operation; 0 is never
	off         bool
}

func newDisk() *disk {
	return &disk{names: map[string]*file{}, syncedNames: map[string]*file{}}
}

// step counts an operation; do is done only while there is power, and done but not answered when
// the power fails during it.
func (d *disk) step(do func()) (answered bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.off {
		return false
	}
	d.operations++
	d.off = d.operations == d.cutAt
	do()
	return !d.off
}

// sync is a step whose effect a power cut during it leaves to chance, like any other change.
func (d *disk) sync(do func()) bool {
	return d.step(func() {
		if !d.off {
			do()
		}
	})
}

// arm counts operations afresh and lets the power fail during operation cutAt, if it is not 0.
func (d *disk) arm(cutAt int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.operations, d.cutAt = 0, cutAt
}

// powerCycle cuts the power if it has not failed yet, lets chosen say what of the unsynced
// changes is left, and gives power again. It returns how many operations there were.
func (d *disk) powerCycle(chosen keep) (operations int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	left := maps.Clone(d.syncedNames)
	for name, f := range d.names {
		if left[name] != f && chosen() {
			left[name] = f
		}
	}
	for name := range d.syncedNames {
		if d.names[name] == nil && chosen() {
			delete(left, name)
		}
	}
	for name, f := range left {
		left[name] = f.after(chosen)
	}
	d.names, d.syncedNames, d.off = left, maps.Clone(left), false
	return d.operations
}
