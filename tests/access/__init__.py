"""Every role at every endpoint, with own, other and other schools' objects."""
