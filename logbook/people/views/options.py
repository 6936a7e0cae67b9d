"""What the forms offer to choose from, as value and words."""

from collections.abc import Iterable

from flask_babel import gettext

from logbook.core.actor import Actor
from logbook.people.queries.school import all_tracks, open_classes, open_companies, years_of
from logbook.web.language import text_of

Options = list[tuple[str, str]]


def school_years(starts_in: Iterable[int]) -> Options:
    """Return school years by the calendar year in which they begin."""
    return [(str(year), f"{year}-{year + 1}") for year in starts_in]


def years(actor: Actor) -> Options:
    """Return the school's years, the latest first."""
    return [(str(year.id), f"{year.starts_on.year}-{year.ends_on.year}") for year in years_of(actor)]


def tracks() -> Options:
    """Return the tracks after "none"."""
    none = [("", gettext("Geen of meer dan één"))]
    return none + sorted(((track.id, text_of(track.name)) for track in all_tracks()), key=lambda each: each[1])


def classes(actor: Actor) -> Options:
    """Return the classes that have not ended, after "none"."""
    none = [("", gettext("Nog geen klas"))]
    return none + [
        (str(row.id), f"{row.name} ({row.starts_on.year}-{row.starts_on.year + 1})") for row in open_classes(actor)
    ]


def companies(actor: Actor) -> Options:
    """Return the companies that the actor may give roles at."""
    return [(str(company.id), company.name) for company in open_companies(actor)]
