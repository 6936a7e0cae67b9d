"""The phone's outbox, seen from the school: what it sends, what it takes along, and the pages it shows without us."""
