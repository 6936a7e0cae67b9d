"""Importing people, classes and companies from a file: preview, apply as a whole, undo."""
