package web

import (
	"errors"

	"arrowbook/exercises/runs"
	"arrowbook/storage"
	"arrowbook/web/ui"
)

// translate says what an error of storage or runs means to the one who asked.
func translate(err error) error {
	switch {
	case errors.Is(err, storage.ErrBusy):
		return ui.TooBusy(2, "More is being saved than this server can write to disk at once. What you wrote stays in your browser; it is sent again in a moment.")
	case errors.Is(err, storage.ErrClosed), errors.Is(err, storage.ErrReadOnly), errors.Is(err, storage.ErrLocked):
		return ui.TooBusy(5, "The server takes no writes at the moment. What you wrote stays in your browser; it is sent again when the server is back.")
	case errors.Is(err, runs.ErrBusy):
		return ui.TooBusy(2, "Many simulations are running at the moment. Try again in a few seconds.")
	case errors.Is(err, storage.ErrNotFound):
		return ui.NotFound("There is no such thing here, or it is not yours.")
	}
	return err
}
