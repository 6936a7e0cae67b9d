"""Forms, assets, errors, dates, settings."""
