"""The codebook and the anchors of marks."""
