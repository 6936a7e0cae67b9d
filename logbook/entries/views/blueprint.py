"""The blueprint of the learner's own work; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("entries", __name__)
