"""The blueprint of the pages about who looked, corrections, erasures and periods."""

from flask import Blueprint

pages = Blueprint("privacy", __name__)
