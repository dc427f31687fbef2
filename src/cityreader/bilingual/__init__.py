"""Two languages side by side: alignment."""
