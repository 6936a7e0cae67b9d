"""Where the browser looks: finding and assigning sheets."""

from typing import TYPE_CHECKING, Any

from logbook.core.roles import TEACHING, Role
from tests.factories import WELDING

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _library(around: "Around") -> list[Arguments]:
    """The whole library, what was found, nothing found, a class's progress where there is a class."""
    groups = around.classes[:1] if around.actor.role in (*TEACHING, Role.COORDINATOR) else []
    classes = [{"class": group, "track": "all"} for group in groups]
    return [{}, {"track": "all"}, {"q": "hoeklsa"}, {"q": "xyzzyplugh"}, *classes]


def _choice(around: "Around") -> list[Arguments]:
    return [{"sheet[]": WELDING, "class": group} for group in around.classes[:1]] or [{"sheet[]": WELDING}]


LIBRARY_PAGES: "dict[str, Addresses]" = {
    "library.index": _library,
    "library.choose": lambda around: [{}, *_choice(around)],
    "library.assigned": lambda around: [{"learner_id": each} for each in around.learners[:1]],
}
