"""The pages of privacy. Those of what is taken along are in `archive`."""
