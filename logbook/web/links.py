"""Addresses for outside the app: in mails, which are written where there is no request."""

from typing import Any

from flask import current_app

from logbook.config import Config


def outside(endpoint: str, **values: Any) -> str:
    """Return the whole address of an endpoint, as the settings say where the app is reached."""
    settings: Config = current_app.extensions["logbook_config"]
    return settings.address + current_app.url_map.bind("").build(endpoint, values)
