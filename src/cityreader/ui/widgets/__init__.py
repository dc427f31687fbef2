"""What screens are made of: lists, texts, lines and boxes that paint and tell what was done."""
