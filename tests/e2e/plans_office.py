"""What lies ready for the browser beside the demo: the training plan."""


def fill() -> None:
    """Put it there, in the open transaction."""
