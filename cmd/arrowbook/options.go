package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"arrowbook/exercises"
)

// flagSet is a command's flags. Each flag's default comes from the environment: --base-url from
// ARROWBOOK_BASE_URL.
type flagSet struct {
	*flag.FlagSet
	sys system
}

func newFlags(name, arguments, summary string, sys system) *flagSet {
	flags := &flagSet{flag.NewFlagSet(name, flag.ContinueOnError), sys}
	flags.SetOutput(io.Discard)
	flags.Usage = func() {
		fmt.Fprintf(sys.Out, "arrowbook %s: %s\n", strings.TrimSpace(name+" "+arguments), summary)
		flags.SetOutput(sys.Out)
		flags.PrintDefaults()
		flags.SetOutput(io.Discard)
	}
	return flags
}

// text declares a flag with its variable in the environment.
func (f *flagSet) text(name, standard, meaning string) *string {
	variable := "ARROWBOOK_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
	if value := f.sys.Getenv(variable); value != "" {
		standard = value
	}
	return f.String(name, standard, fmt.Sprintf("%s (environment: %s)", meaning, variable))
}

// parse reads the arguments; operands is how many may follow the flags.
func (f *flagSet) parse(args []string, least, most int) error {
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return usagef("%s: %v; arrowbook %s --help lists the flags", f.Name(), err, f.Name())
	}
	if n := f.NArg(); n < least || n > most {
		return usagef("%s: %s", f.Name(), operandProblem(f.Args(), least))
	}
	return nil
}

func operandProblem(given []string, least int) string {
	if len(given) < least {
		return "an argument is missing; --help shows the call"
	}
	return fmt.Sprintf("%q is one argument too many", given[len(given)-1])
}

// databaseFlag declares --db, whose default lies in the user's data folder.
func (f *flagSet) databaseFlag() *string {
	return f.text("db", defaultDatabase(f.sys.Getenv), "the database file")
}

func defaultDatabase(getenv func(string) string) string {
	folder := getenv("XDG_DATA_HOME")
	if folder == "" {
		folder = filepath.Join(getenv("HOME"), ".local", "share")
	}
	return filepath.Join(folder, "arrowbook", "arrowbook.db")
}

// loadBook reads the book, with the content folder on top when one is named.
func loadBook(folder string) (*exercises.Book, error) {
	overlay, err := overlay(folder)
	if err != nil {
		return nil, err
	}
	book, err := exercises.Load(overlay)
	var faults *exercises.Faults
	if errors.As(err, &faults) {
		return nil, fmt.Errorf("the content has %d faults, the first: %s; arrowbook lint %s lists them", len(faults.List), faults.List[0], folder)
	}
	return book, err
}

func overlay(folder string) (fs.FS, error) {
	if folder == "" {
		return nil, nil
	}
	info, err := os.Stat(folder)
	if err != nil {
		return nil, fmt.Errorf("the content folder cannot be read: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("the content folder %s is not a folder", folder)
	}
	return os.DirFS(folder), nil
}
