"""The blueprint of the pages that only read; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("insight", __name__)
