"""The sample articles and their coding, from which the starter library is built."""
