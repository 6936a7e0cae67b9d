"""The demo school: invented people, the same each time."""
