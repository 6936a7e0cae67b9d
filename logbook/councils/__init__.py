"""The class council's files."""
