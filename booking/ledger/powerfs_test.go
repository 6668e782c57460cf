package ledger

import (
	"context"
	"os"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// folder is the root of a file system over a disk. Reading goes on without power, so that a
// program notices the cut only where it writes.
type folder struct {
	fs.Inode
	disk  *disk
	nodes map[*file]*node
}

// node is one file of it.
type node struct {
	fs.Inode
	disk *disk
	file *file
}

// mountDisk mounts a disk until the test ends, or skips the test where that cannot be done.
func mountDisk(t *testing.T, d *disk) (path string) {
	t.Helper()
	if _, err := os.Stat("/dev/fuse"); err != nil {
		t.Skipf("NO POWER CUTS WERE TRIED: there is no /dev/fuse (as root: modprobe fuse): %v", err)
	}
	path = t.TempDir()
	root := &folder{disk: d, nodes: map[*file]*node{}}
	server, err := fs.Mount(path, root, &fs.Options{MountOptions: fuse.MountOptions{
		DirectMount: true, FsName: "powercut", Name: "powercut", ExplicitDataCacheControl: true,
	}})
	if err != nil {
		t.Skipf("NO POWER CUTS WERE TRIED: /dev/fuse cannot be mounted here (it needs root or fusermount3): %v", err)
	}
	t.Cleanup(func() {
		if err := server.Unmount(); err != nil {
			t.Error(err)
		}
	})
	return path
}

// inode returns the node of a file; f.disk.mu is held.
func (f *folder) inode(ctx context.Context, content *file) *node {
	n := f.nodes[content]
	if n == nil {
		n = &node{disk: f.disk, file: content}
		f.nodes[content] = n
		f.NewPersistentInode(ctx, n, fs.StableAttr{Mode: syscall.S_IFREG})
	}
	return n
}

func (f *folder) Lookup(ctx context.Context, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	content := f.disk.names[name]
	if content == nil {
		return nil, syscall.ENOENT
	}
	n := f.inode(ctx, content)
	n.attributes(&out.Attr)
	return n.EmbeddedInode(), 0
}

func (f *folder) Create(ctx context.Context, name string, _, _ uint32, out *fuse.EntryOut) (made *fs.Inode, _ fs.FileHandle, _ uint32, _ syscall.Errno) {
	answered := f.disk.step(func() {
		content := newFile(content{pages: map[int64][]byte{}})
		f.disk.names[name] = content
		n := f.inode(ctx, content)
		n.attributes(&out.Attr)
		made = n.EmbeddedInode()
	})
	return made, nil, 0, errno(answered)
}

func (f *folder) Link(_ context.Context, target fs.InodeEmbedder, name string, out *fuse.EntryOut) (*fs.Inode, syscall.Errno) {
	n, taken := target.(*node), false
	answered := f.disk.step(func() {
		if taken = f.disk.names[name] != nil; !taken {
			f.disk.names[name] = n.file
			n.attributes(&out.Attr)
		}
	})
	if taken {
		return nil, syscall.EEXIST
	}
	return n.EmbeddedInode(), errno(answered)
}

func (f *folder) Unlink(_ context.Context, name string) syscall.Errno {
	return errno(f.disk.step(func() { delete(f.disk.names, name) }))
}

func (f *folder) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	return errno(f.disk.sync(func() {
		clear(f.disk.syncedNames)
		for name, content := range f.disk.names {
			f.disk.syncedNames[name] = content
		}
	}))
}

func errno(answered bool) syscall.Errno {
	if !answered {
		return syscall.EIO
	}
	return 0
}

func (n *node) attributes(a *fuse.Attr) {
	a.Mode, a.Nlink, a.Size = syscall.S_IFREG|0o600, 1, uint64(n.file.live.size)
}

func (n *node) Getattr(_ context.Context, _ fs.FileHandle, out *fuse.AttrOut) syscall.Errno {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	n.attributes(&out.Attr)
	return 0
}

func (n *node) Setattr(_ context.Context, _ fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	answered := true
	if size, ok := in.GetSize(); ok {
		answered = n.disk.step(func() { n.file.change(change{size: int64(size)}) })
	}
	return max(errno(answered), n.Getattr(context.Background(), nil, out))
}

func (n *node) Open(context.Context, uint32) (fs.FileHandle, uint32, syscall.Errno) { return nil, 0, 0 }

func (n *node) Read(_ context.Context, _ fs.FileHandle, dest []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	n.disk.mu.Lock()
	defer n.disk.mu.Unlock()
	return fuse.ReadResultData(n.file.read(dest, off)), 0
}

func (n *node) Write(_ context.Context, _ fs.FileHandle, data []byte, off int64) (uint32, syscall.Errno) {
	answered := n.disk.step(func() { n.file.write(data, off) })
	return uint32(len(data)), errno(answered)
}

func (n *node) Fsync(context.Context, fs.FileHandle, uint32) syscall.Errno {
	return errno(n.disk.sync(n.file.sync))
}
