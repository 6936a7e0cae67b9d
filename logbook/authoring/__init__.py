"""Making and changing a school's own sheets: drafts, publication, comparison, exchange."""
