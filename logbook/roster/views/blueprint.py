"""The blueprint of the roster's pages."""

from flask import Blueprint

pages = Blueprint("roster", __name__, url_prefix="/school/import")
