"""What lies ready for the browser beside the demo: making and changing sheets."""


def fill() -> None:
    """Put it there, in the open transaction."""
