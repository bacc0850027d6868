package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/mattn/go-sqlite3"
)

// Version is the program's own version.
const Version = "0.1.0"

func version(_ context.Context, args []string, sys system) error {
	flags := newFlags("version", "", "say which versions these are", sys)
	if err := flags.parse(args, 0, 0); err != nil {
		return err
	}
	sqlite, _, _ := sqlite3.Version()
	fmt.Fprintf(sys.Out, "arrowbook %s\ncommit %s\n%s\nSQLite %s\n", Version, commit(), runtime.Version(), sqlite)
	return nil
}

// commit is the revision that the program was built from, as far as the build knows it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value
		}
	}
	return "unknown"
}
