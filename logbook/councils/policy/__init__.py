"""Rules of a class council and its documents, pure; each module is imported by name."""
