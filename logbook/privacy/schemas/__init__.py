"""What the forms about privacy take, and what an archive looks like."""
