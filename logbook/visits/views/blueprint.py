"""The blueprint of visits and workshop rounds; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("visits", __name__)
