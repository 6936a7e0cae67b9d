"""Setting up a school and looking after its people."""
