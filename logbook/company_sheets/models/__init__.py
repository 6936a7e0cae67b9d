"""What a workplace adds to a learning sheet, with its photos."""

from .tables import CompanySheet, CompanySheetPhoto

__all__ = ["CompanySheet", "CompanySheetPhoto"]
