"""Copies of a library, and ways back from a damaged one."""
