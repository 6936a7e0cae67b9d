"""The blueprint that every view of this package hangs on."""

from flask import Blueprint

pages = Blueprint("sync", __name__)
