"""Schools, companies, people, roles, and how people sign in."""
