"""PDFs of sheets and portfolios: laid out at once, or asked for and made by the worker."""

from .portfolio import KIND, ask_portfolio, cancel_portfolio, learner_in, print_portfolio
from .sheets import MOST_PAGES, empty_sheet, filled_sheet

__all__ = [
    "KIND",
    "MOST_PAGES",
    "ask_portfolio",
    "cancel_portfolio",
    "empty_sheet",
    "filled_sheet",
    "learner_in",
    "print_portfolio",
]
