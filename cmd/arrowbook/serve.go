package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web"
	"arrowbook/web/lab"
)

// stopWithin bounds how long the server takes to end: requests under way are finished, streams are cut.
const stopWithin = 1500 * time.Millisecond

// serveOptions is what serve was asked for.
type serveOptions struct{ listen, database, content, baseURL, log string }

func serve(ctx context.Context, args []string, sys system) error {
	options, err := serveFlags(args, sys)
	if err != nil {
		return err
	}
	log := newLog(options.log, sys)
	book, err := loadBook(options.content)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, options.database)
	if err != nil {
		return err
	}
	defer db.Close()
	simulations := runs.New(runs.Config{})
	defer simulations.Close()
	site, err := web.New(web.Config{
		Book: book, DB: db, Runs: simulations, Log: log, BaseURL: options.baseURL, Version: Version, Commit: commit(),
	})
	if err != nil {
		return err
	}
	simulations.Hold(lab.Openings(book))
	return listen(ctx, options.listen, site.Handler(), log, sys)
}

func serveFlags(args []string, sys system) (serveOptions, error) {
	flags := newFlags("serve", "", "serve the book", sys)
	listen := flags.text("listen", "127.0.0.1:8080", "address and port; port 0 takes any free one")
	database := flags.databaseFlag()
	content := flags.text("content", "", "a content folder that lies over the book")
	baseURL := flags.text("base-url", "", "the address that links show, behind a proxy")
	log := flags.text("log", "text", "the form of the log: text or json")
	if err := flags.parse(args, 0, 0); err != nil {
		return serveOptions{}, err
	}
	if *log != "text" && *log != "json" {
		return serveOptions{}, usagef("serve: --log is text or json, not %q", *log)
	}
	return serveOptions{*listen, *database, *content, *baseURL, *log}, nil
}

func newLog(form string, sys system) *slog.Logger {
	if form == "json" {
		return slog.New(slog.NewJSONHandler(sys.Err, nil))
	}
	return slog.New(slog.NewTextHandler(sys.Err, nil))
}

// openDatabase opens the file and makes its folder when that is missing.
func openDatabase(ctx context.Context, file string) (*storage.DB, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, fmt.Errorf("the database's folder cannot be made: %w", err)
	}
	return storage.Open(ctx, file, storage.Options{})
}

// listen serves until the context ends. Requests' contexts end with it, so that no stream holds it up.
func listen(ctx context.Context, address string, handler http.Handler, log *slog.Logger, sys system) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; --listen names another address", address, err)
	}
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, BaseContext: func(net.Listener) context.Context { return base },
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelInfo),
	}
	server.RegisterOnShutdown(cancel)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	fmt.Fprintf(sys.Out, "http://%s\n", listener.Addr())
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	return stop(server, done)
}

// stop ends the server: gently for as long as stopWithin allows, then for good.
func stop(server *http.Server, done <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		server.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
