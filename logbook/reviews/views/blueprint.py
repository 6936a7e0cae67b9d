"""The blueprint of the reviewers' pages; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("reviews", __name__)
