"""Dialogs: each takes plain models, asks the person something and gives back plain models."""
