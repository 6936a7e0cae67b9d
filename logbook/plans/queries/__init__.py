"""Reads of training plans, always as the actor may see them."""

from .bulk import Bulk, Steps, bulk_steps
from .cards import Card
from .class_plans import ClassPlans, class_plans
from .page import PlanPage, page_of_plan, plan_page
from .sheets import planned_first, planned_now, sheets_at_hand
from .waiting import WaitingPlan, plans_to_agree
from .years import Year

__all__ = [
    "Bulk",
    "Card",
    "ClassPlans",
    "PlanPage",
    "Steps",
    "WaitingPlan",
    "Year",
    "bulk_steps",
    "class_plans",
    "page_of_plan",
    "plan_page",
    "planned_first",
    "planned_now",
    "plans_to_agree",
    "sheets_at_hand",
]
