"""The blueprint of the teacher's desk; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("desk", __name__)
