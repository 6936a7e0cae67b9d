"""Where the views of this feature hang."""

from flask import Blueprint

pages = Blueprint("paper", __name__)
