"""Where the views of this feature hang."""

from flask import Blueprint

pages = Blueprint("library", __name__)
