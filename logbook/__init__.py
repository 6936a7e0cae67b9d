"""The logbook that learner, mentor and teacher keep together."""
