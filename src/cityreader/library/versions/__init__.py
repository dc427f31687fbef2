"""Versions of a record in two libraries: which is in force, who made it, what differs."""
