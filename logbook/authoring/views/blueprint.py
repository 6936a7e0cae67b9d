"""Where the views of this feature hang."""

from flask import Blueprint

pages = Blueprint("authoring", __name__)
