"""How events are chained, how long what is kept, and whom a row is about. Pure."""
