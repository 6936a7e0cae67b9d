"""Photos and spoken notes: made clean, stored, served and swept, and what an attacker gets."""
