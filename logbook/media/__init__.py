"""Photos of the work and spoken notes: checked, made clean, stored by their content."""
