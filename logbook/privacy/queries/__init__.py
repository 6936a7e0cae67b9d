"""What the sealed record says, who looked at what, what was asked, and what has had its time."""
