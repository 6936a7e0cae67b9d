"""What lies ready for the browser beside the demo: company sheets."""


def fill() -> None:
    """Put it there, in the open transaction."""
