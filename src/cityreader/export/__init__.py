"""One module a format, and their registry."""
