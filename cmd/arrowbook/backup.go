package main

import (
	"context"
	"fmt"

	"arrowbook/storage"
)

func backup(ctx context.Context, args []string, sys system) error {
	flags := newFlags("backup", "FILE", "copy the database to FILE, also while the server runs", sys)
	database := flags.databaseFlag()
	if err := flags.parse(args, 1, 1); err != nil {
		return err
	}
	if err := storage.Backup(ctx, *database, flags.Arg(0)); err != nil {
		return err
	}
	fmt.Fprintf(sys.Out, "copied %s to %s\n", *database, flags.Arg(0))
	return nil
}

func restore(ctx context.Context, args []string, sys system) error {
	flags := newFlags("restore", "FILE", "put the copy FILE in the database's place; the server must be stopped", sys)
	database := flags.databaseFlag()
	force := flags.Bool("force", false, "also replace a database that was written to after the copy was made")
	if err := flags.parse(args, 1, 1); err != nil {
		return err
	}
	if err := storage.Restore(ctx, *database, flags.Arg(0), *force); err != nil {
		return err
	}
	fmt.Fprintf(sys.Out, "restored %s from %s\n", *database, flags.Arg(0))
	return nil
}
