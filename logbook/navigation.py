"""The places of each role: a tab bar at the thumb on phones, a side bar on wide screens."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import lazy_gettext as _

from logbook.core.actor import Actor
from logbook.core.roles import Role


@dataclass(frozen=True)
class Place:
    """One entry of the menu."""

    label: object
    icon: str
    url: str
    current: bool


TODAY = ("insight.today", _("Vandaag"), "today")
WEEK = ("insight.this_week", _("Week"), "week")
PROGRESS = ("insight.progress", _("Voortgang"), "progress")
SHEETS = ("library.index", _("Fiches"), "sheets")
INBOX = ("reviews.inbox", _("Wacht op jou"), "inbox")
LEARNERS = ("insight.learners", _("Leerlingen"), "class")
CLASSES = ("insight.classes", _("Klas"), "class")
COUNCIL = ("councils.index", _("Klassenraad"), "council")
SCHOOL = ("people.index", _("School"), "school")
COMPANY = ("people.index", _("Bedrijf"), "building")
ME = ("accounts.me", _("Ik"), "person")

PLACES = {
    Role.LEARNER: (TODAY, WEEK, PROGRESS, SHEETS, ME),
    Role.MENTOR: (INBOX, LEARNERS, SHEETS, ME),
    Role.SUPERVISOR: (INBOX, LEARNERS, SHEETS, ME),
    Role.TEACHER: (CLASSES, INBOX, COUNCIL, SHEETS, ME),
    Role.COUNSELLOR: (CLASSES, INBOX, COUNCIL, SHEETS, ME),
    Role.COORDINATOR: (CLASSES, COUNCIL, SHEETS, SCHOOL, ME),
    Role.COMPANY_COORDINATOR: (LEARNERS, COMPANY, SHEETS, ME),
    Role.GUARDIAN: (LEARNERS, SHEETS, ME),
}
# Pages below a place, so that the menu shows where one is: the first place that the role has.
BELOW = (
    ("insight.week", "insight.this_week"),
    ("entries.", "insight.today"),
    ("reviews.", "reviews.inbox"),
    ("reviews.", "insight.this_week"),
    ("insight.three_party", "insight.progress"),
    ("insight.evidence", "insight.progress"),
    ("remediation.own", "insight.progress"),
    ("insight.own_calibration", "insight.progress"),
    ("insight.year", "insight.progress"),
    ("insight.year", "insight.learners"),
    ("insight.calibration", "insight.learners"),
    ("sheets.", "library.index"),
    ("library.", "library.index"),
    ("paper.", "library.index"),
    ("company_sheets.", "library.index"),
    ("plans.", "insight.progress"),
    ("plans.", "insight.learners"),
    ("plans.", "insight.classes"),
    ("authoring.", "library.index"),
    ("councils.", "councils.index"),
    ("councils.own", "insight.progress"),
    ("councils.own", "insight.learners"),
    ("councils.", "reviews.inbox"),
    ("accounts.", "accounts.me"),
    ("people.", "people.index"),
    ("people.", "insight.progress"),
    ("people.", "insight.learners"),
    ("visits.rhythm", "people.index"),
    ("visits.", "insight.classes"),
    ("visits.", "insight.this_week"),
    ("visits.", "insight.learners"),
    ("training.", "people.index"),
    ("training.", "insight.this_week"),
    ("training.", "insight.learners"),
    ("presence.", "insight.this_week"),
    ("presence.", "insight.learners"),
    ("roster.", "people.index"),
    ("privacy.", "people.index"),
    ("archive.", "people.index"),
    ("privacy.", "accounts.me"),
    ("archive.", "accounts.me"),
)


def home_of(role: Role) -> str:
    """Return the endpoint where a role's day begins."""
    return PLACES[role][0][0]


def places_of(actor: Actor | None) -> list[Place]:
    """Return the menu of the actor's role, with the place of this page marked."""
    if actor is None:
        return []
    places = PLACES[actor.role]
    here = _here({endpoint for endpoint, _label, _icon in places}, actor.role)
    return [Place(label, icon, url_for(endpoint), endpoint == here) for endpoint, label, icon in places]


def _here(endpoints: set[str], role: Role) -> str:
    endpoint = request.endpoint or ""
    if endpoint in endpoints:
        return endpoint
    below = (place for prefix, place in BELOW if endpoint.startswith(prefix) and place in endpoints)
    return next(below, home_of(role))
