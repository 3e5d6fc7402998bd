package main

import (
	"bytes"
	"errors"
	"os"
	"syscall"
	"testing"
)

// TestNoNetwork runs the commands where there is no network interface, not even
// a loopback one, and expects what they print elsewhere.
func TestNoNetwork(t *testing.T) {
	root := canaryRepository(t, t.TempDir())
	for _, args := range canaryCommands {
		free := asProcess(t, args...)
		free.Dir = root
		want, _ := free.CombinedOutput() // findings are no success
		caged := asProcess(t, args...)
		caged.Dir = root
		caged.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
		}
		got, err := caged.CombinedOutput()
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EINVAL) {
			t.Skipf("this machine allows no network namespace: %v", err)
		}
		if len(got) == 0 || !bytes.Equal(got, want) {
			t.Errorf("%q without a network printed %q, with one %q", args, got, want)
		}
	}
}
