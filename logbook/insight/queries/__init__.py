"""Reads across the features, one module for each page."""
