"""The pages of placements, hours and calendars, and where each role opens them."""

from typing import TYPE_CHECKING, Any

from logbook.core import clock, weeks
from logbook.core.roles import Role
from logbook.training.queries import learners_in_reach, members_listed, placement_line, placements_listed

if TYPE_CHECKING:
    from tests.e2e.places import Addresses, Around

Arguments = dict[str, Any]


def _once(_around: "Around") -> list[Arguments]:
    return [{}]


def _list(_around: "Around") -> list[Arguments]:
    return [{}, {"q": "zoek wat er niet is"}]


def _first(around: "Around") -> list[Arguments]:
    found = placements_listed(around.actor, "", False, 1).items
    return [{"placement_id": line.placement.id} for line in found[:1]]


def _member(around: "Around") -> list[Arguments]:
    return [
        {**first, "person_id": member.person_id, "role": member.role.value}
        for first in _first(around)
        for member in members_listed(first["placement_id"])
    ]


def _mentor(around: "Around") -> list[Arguments]:
    """The placement's mentor: who is one sees the own conditions."""
    mentors = [each for each in _member(around) if each["role"] == Role.MENTOR.value]
    seen = [each for each in mentors if around.actor.role is not Role.MENTOR or _own(around, each)]
    return [{"placement_id": each["placement_id"], "person_id": each["person_id"]} for each in seen]


def _own(around: "Around", member: Arguments) -> bool:
    return bool(member["person_id"] == around.actor.person_id)


def _steps(around: "Around") -> list[Arguments]:
    """The three steps of a new placement."""
    lines = [placement_line(around.actor, first["placement_id"]) for first in _first(around)]
    workplaces = [line.placement.workplace_id for line in lines]
    return [
        {},
        *({"learner": card.id, **more} for card in learners_in_reach(around.actor)[:1] for more in _more(workplaces)),
    ]


def _more(workplaces: list[Any]) -> list[Arguments]:
    return [{}, *({"workplace": workplace} for workplace in workplaces)]


def _weeks(around: "Around") -> list[Arguments]:
    week = weeks.iso_week(weeks.week_number(clock.today()))
    return [{**first, "iso_week": week} for first in _first(around)]


def _classes(around: "Around") -> list[Arguments]:
    return [{"class_id": group} for group in around.classes[:1]]


PLACEMENT_PAGES: "dict[str, Addresses]" = {
    "training.placements": _list,
    "training.attention": _once,
    "training.new": _steps,
    "training.placement": _first,
    "training.change_form": _first,
    "training.member_form": _first,
    "training.edit_member_form": _member,
    "training.cover_form": _first,
    "training.mentor": _mentor,
    "training.checklists": _first,
    "training.team": _first,
    "presence.own": _once,
    "presence.hours": lambda around: around.first_learner,
    "presence.class_hours": _classes,
    "presence.week": _weeks,
    "presence.compensation_form": lambda around: around.first_learner,
    "presence.calendars": _once,
}
