"""What lies ready for the browser beside the demo: sheets and portfolios on paper."""


def fill() -> None:
    """Put it there, in the open transaction."""
