"""Where a learner was: planned days against logged days, hours against the agreement, and the calendar."""
