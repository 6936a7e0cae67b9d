"""What pages that know nothing of plans tell of them."""

from collections.abc import Callable
from typing import Any

from logbook.plans.queries import planned_first, plans_to_agree
from logbook.web.actor import current_actor

from .blueprint import pages


@pages.app_context_processor
def of_plans() -> dict[str, Callable[..., Any]]:
    """Let an inbox, *Vandaag* and a list of sheets tell of plans: asked where it is shown."""
    return {
        "plans_to_agree": lambda: plans_to_agree(current_actor()),
        "planned_first": lambda choice, learner_id: planned_first(current_actor(), choice, learner_id),
    }
