"""Reach, placements, classes, days."""
