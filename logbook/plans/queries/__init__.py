"""Reads of training plans, always as the actor may see them."""

from .bulk import Bulk, Steps, bulk_steps
from .cards import Card
from .class_plans import ClassPlans, class_plans
from .page import PlanPage, page_of_plan, plan_page
from .sheets import sheets_at_hand
from .years import Year

__all__ = [
    "Bulk",
    "Card",
    "ClassPlans",
    "PlanPage",
    "Steps",
    "Year",
    "bulk_steps",
    "class_plans",
    "page_of_plan",
    "plan_page",
    "sheets_at_hand",
]
