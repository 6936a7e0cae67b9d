"""The blueprint of the sign-in and personal pages."""

from flask import Blueprint

pages = Blueprint("accounts", __name__)
