"""Where the views of this feature hang."""

from flask import Blueprint

pages = Blueprint("plans", __name__)
