"""Company sheets: what a workplace adds to a learning sheet; the criteria stay."""
