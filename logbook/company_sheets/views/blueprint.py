"""Where the views of this feature hang."""

from flask import Blueprint

pages = Blueprint("company_sheets", __name__)
