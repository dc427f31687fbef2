"""The query grammar and the ranking of titles."""
