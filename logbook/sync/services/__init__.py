"""What is noted of phones: what they hold, and what they sent that could not be taken."""

from .phones import PhoneReport, report_phone
from .rejected import keep_rejected

__all__ = ["PhoneReport", "keep_rejected", "report_phone"]
