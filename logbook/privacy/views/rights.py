"""The pages about privacy, as the application registers them."""

from . import about, corrections, erasures, looks, periods, subject
from .blueprint import pages

__all__ = ["about", "corrections", "erasures", "looks", "pages", "periods", "subject"]
