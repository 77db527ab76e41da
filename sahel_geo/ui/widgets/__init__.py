"""One widget a file: it shows, and returns a value."""
