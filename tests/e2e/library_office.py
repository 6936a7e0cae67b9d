"""What lies ready for the browser beside the demo: finding and assigning sheets."""


def fill() -> None:
    """Put it there, in the open transaction."""
