"""Clock, ids, weeks, unit of work."""
