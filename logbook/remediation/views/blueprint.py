"""The blueprint of remediation; apart from the package, so that every module of it can import it."""

from flask import Blueprint

pages = Blueprint("remediation", __name__)
