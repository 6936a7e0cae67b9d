"""The blueprint of the pages about a school and its people."""

from flask import Blueprint

pages = Blueprint("people", __name__)
