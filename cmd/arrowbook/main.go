// Command arrowbook serves the workbook and does what goes with it.
//
//	arrowbook [serve]            serve the book; prints its address once it answers
//	arrowbook grade              judge answers: JSON lines in, report lines out
//	arrowbook simulate SCENARIO  run a simulation once
//	arrowbook validate           check the simulations against theory and published results
//	arrowbook lint [DIR]         check the content; file, line and what is wrong
//	arrowbook backup FILE        copy the database consistently, also while the server runs
//	arrowbook restore FILE       put a copy back
//	arrowbook version            versions of the program and of what it is made of
//
// Every command has --help. The exit status is 0, 1 when something failed, 2 when the call was wrong.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], system{
		Getenv: os.Getenv, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}))
}
