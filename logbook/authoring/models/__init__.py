"""The tables of making sheets, and what a draft is made of."""

from .tables import SheetDraft

__all__ = ["SheetDraft"]
