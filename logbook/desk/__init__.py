"""The teacher's desk: what is looked at first, what may wait, saved views, what is new since the last look."""
