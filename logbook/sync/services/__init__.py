"""What is noted of phones."""

from .phones import PhoneReport, report_phone

__all__ = ["PhoneReport", "report_phone"]
