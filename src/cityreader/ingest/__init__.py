"""From bytes to article drafts."""
