// Enhancements of every page.
