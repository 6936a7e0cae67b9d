"""What every feature stands on: clock, ids, errors, events, the unit of work. No Flask below this line."""
