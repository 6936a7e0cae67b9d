"""Without a connection: what the phone says is saved is at the school once, whatever happens in between."""
