"""The blueprint of the class council's pages; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("councils", __name__)
