package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man writes the manual pages. It is for those who package stackfit: the pages
// say what --help says.
func (*command) man() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the manual pages of all commands into a folder",
		Hidden: true,
		Args:   cobra.MatchAll(maxArgs(1), folderArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			// The date of the pages is SOURCE_DATE_EPOCH's, or today.
			header := &doc.GenManHeader{Section: "1", Source: "stackfit " + version(), Manual: "stackfit"}
			if err := doc.GenManTree(cmd.Root(), header, args[0]); err != nil {
				return usagef("cannot write manual pages to %s: %v", args[0], err)
			}
			return nil
		},
	}
}

func folderArg(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("no folder given; see %s --help", cmd.CommandPath())
	}
	return nil
}
