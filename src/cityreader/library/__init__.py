"""The application layer: the only door for the command line and the screens."""
