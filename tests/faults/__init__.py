"""The proof that nothing is lost: phones, a line that fails in every way, servers that are killed, and a checker."""
