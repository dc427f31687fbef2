"""The list of articles: its screen, and a part for each kind of action."""
