"""Files on their way into a library."""
