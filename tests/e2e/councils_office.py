"""What lies ready for the browser beside the demo: councils."""


def fill() -> None:
    """Put it there, in the open transaction."""
