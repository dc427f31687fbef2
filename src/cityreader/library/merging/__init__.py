"""Bringing two libraries together: articles, marks, pairs and what else people made."""
