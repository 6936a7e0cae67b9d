"""What lies ready for the browser beside the demo: desk."""


def fill() -> None:
    """Put it there, in the open transaction."""
