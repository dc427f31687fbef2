"""Measurements: one script a bar; each prints a ratio against a reference of the same run."""
