"""The blueprint of the pages of placements."""

from flask import Blueprint

pages = Blueprint("training", __name__)
