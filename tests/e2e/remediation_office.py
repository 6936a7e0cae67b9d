"""What lies ready for the browser beside the demo: remediation."""


def fill() -> None:
    """Put it there, in the open transaction."""
