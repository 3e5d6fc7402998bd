package main

import (
	"bytes"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// TestNoNetwork runs the commands where there is no network interface, not even
// a loopback one, and expects what they print elsewhere.
func TestNoNetwork(t *testing.T) {
	root := canaryRepository(t, t.TempDir())
	caged := func(args ...string) *exec.Cmd {
		cmd := asProcess(t, args...)
		cmd.Dir = root
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
		}
		return cmd
	}
	if err := caged("version").Run(); err != nil {
		t.Skipf("this machine allows no network namespace: %v", err)
	}
	for _, args := range canaryCommands {
		free := asProcess(t, args...)
		free.Dir = root
		want, _ := free.CombinedOutput() // findings are no success
		got, _ := caged(args...).CombinedOutput()
		if len(got) == 0 || !bytes.Equal(got, want) {
			t.Errorf("%q without a network printed %q, with one %q", args, got, want)
		}
	}
}
