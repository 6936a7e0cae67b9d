"""The demo school: what it holds, and that its rows are those of the services."""
