"""What is wrong with a setting."""


class ConfigError(ValueError):
    """A setting has a value that cannot be used; the message names the setting."""
