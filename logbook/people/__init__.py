"""Setting up a school: its years, classes, companies and people, and who is what from when until when."""
