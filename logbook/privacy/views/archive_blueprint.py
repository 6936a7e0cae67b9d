"""The blueprint of what is taken along and what comes in."""

from flask import Blueprint

pages = Blueprint("archive", __name__)
