"""What a school owes to the people it writes about: who looked, what is kept, taking it along, and erasing it."""
