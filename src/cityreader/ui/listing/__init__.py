"""What the list screen shows, worked out apart from the widgets that show it."""
