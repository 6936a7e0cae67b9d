"""The blueprint of the pages about hours and calendars."""

from flask import Blueprint

pages = Blueprint("presence", __name__)
