package source

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// beneath reads files below a folder with one system call to open each, however
// deep it lies: openat2 (Linux 5.6) itself keeps to the folder, as os.Root does
// by opening one folder after the other.
type beneath struct{ fd int }

// openBeneath prepares to read below dir. It is nil where the kernel, or what
// filters system calls, has no openat2.
func openBeneath(dir string) *beneath {
	fd, err := unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	b := &beneath{fd}
	top, err := b.open(".", unix.O_DIRECTORY)
	if err != nil {
		b.close()
		return nil
	}
	_ = unix.Close(top) // nothing was written
	return b
}

func (b *beneath) close() { _ = unix.Close(b.fd) }

func (b *beneath) open(path string, flags uint64) (int, error) {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_NONBLOCK | unix.O_CLOEXEC | flags, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS}
	for {
		fd, err := unix.Openat2(b.fd, path, &how)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// read reads a regular file, in buf if that is large enough. It is not done when
// the answer must be had another way.
func (b *beneath) read(path string, buf []byte) (src []byte, done bool, err error) {
	fd, err := b.open(path, 0)
	switch {
	case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EXDEV), errors.Is(err, unix.ENAMETOOLONG):
		return nil, false, nil // a folder above was moved meanwhile; out of the root; too long for one call
	case err != nil:
		return nil, true, &fs.PathError{Op: "openat2", Path: path, Err: err}
	}
	defer unix.Close(fd)
	var st unix.Stat_t
	switch err := unix.Fstat(fd, &st); {
	case err != nil:
		return nil, true, err
	case st.Mode&unix.S_IFMT != unix.S_IFREG:
		return nil, true, errNotRegular
	case st.Size > MaxSize:
		return nil, true, errTooLarge
	}
	buf = room(buf, int(st.Size))
	n := 0
	for n < len(buf) {
		got, err := unix.Read(fd, buf[n:])
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return nil, true, os.NewSyscallError("read", err)
		case got == 0: // it has shrunk
			return buf[:n], true, nil
		}
		n += got
	}
	return buf, true, nil
}
