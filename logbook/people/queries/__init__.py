"""A school's people, classes and companies, as who looks after them may see them."""
