"""Company sheets, for who reaches the workplace: one for a placement or a workplace, those of a form, a list."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from logbook.accounts.models import Company, Person
from logbook.company_sheets.models import CompanySheet, CompanySheetPhoto, Overlay, OverlayPhoto, OverlayWords
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.media.models import SchoolPhoto
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_versions
from logbook.training.models import Placement, Workplace
from logbook.training.queries.reach import placements_in_reach

from .reach import Place, place_in_reach

_OVERLAYS = (
    select(
        CompanySheet.id,
        CompanySheet.workplace_id,
        Company.name,
        Workplace.name,
        CompanySheet.sheet_id,
        CompanySheet.version,
        CompanySheet.content,
        CompanySheet.changed_at,
        Person.given_name,
        Person.family_name,
        Company.photos_allowed,
    )
    .join(Workplace, Workplace.id == CompanySheet.workplace_id)
    .join(Company, Company.id == Workplace.company_id)
    .join(Person, Person.id == CompanySheet.changed_by)
)

MOST_HERE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A company sheet in a list, with the sheet it is for."""

    overlay: Overlay
    sheet: SheetContent


def overlay_for(actor: Actor, placement_id: UUID, sheet_id: str) -> Overlay | None:
    """Return what the placement's workplace adds to a sheet, None when nothing. Raises NotFound out of reach."""
    reached = select(Placement.workplace_id).where(
        Placement.id == placement_id, Placement.id.in_(placements_in_reach(actor))
    )
    workplace_id = db.session.scalar(reached)
    if workplace_id is None:
        raise NotFound
    return _one(workplace_id, sheet_id)


def overlay_at(actor: Actor, workplace_id: UUID, sheet_id: str) -> Overlay | None:
    """Return what a workplace adds to a sheet, None when nothing. Raises NotFound out of reach."""
    place_in_reach(actor, workplace_id)
    return _one(workplace_id, sheet_id)


def overlays_of_placements(placement_ids: Collection[UUID], sheet_id: str) -> dict[UUID, Overlay]:
    """Return by placement what its workplace adds to the sheet, in at most two queries.

    The caller has found the placements in the actor's reach.
    """
    if not placement_ids:
        return {}
    statement: Select[Any] = (
        _OVERLAYS.add_columns(Placement.id)
        .join(Placement, Placement.workplace_id == CompanySheet.workplace_id)
        .where(Placement.id.in_(placement_ids), CompanySheet.sheet_id == sheet_id)
        .order_by(Company.name, Workplace.name)
    )
    rows = db.session.execute(statement).all()
    overlays = {each.id: each for each in _overlays([row[:-1] for row in rows])}
    return {row[-1]: overlays[row[0]] for row in rows}


def overlays_by_sheet(placement_ids: Collection[UUID], sheet_ids: Collection[str]) -> dict[str, list[Overlay]]:
    """Return by sheet what the workplaces of these placements add to it, in at most two queries.

    The caller has found the placements in the actor's reach.
    """
    if not (placement_ids and sheet_ids):
        return {}
    there = select(Placement.workplace_id).where(Placement.id.in_(placement_ids))
    wanted = _OVERLAYS.where(CompanySheet.sheet_id.in_(sheet_ids), CompanySheet.workplace_id.in_(there))
    found: dict[str, list[Overlay]] = {}
    for each in _overlays(db.session.execute(wanted.order_by(Company.name, Workplace.name)).all()):
        found.setdefault(each.sheet_id, []).append(each)
    return found


def overlays_here(actor: Actor, sheet_id: str) -> list[Overlay]:
    """Return what the workplaces of the placements that run today add to a sheet, in at most two queries.

    For who has few of them: a learner, a mentor, a supervisor.
    """
    today = clock.today()
    running = select(Placement.workplace_id).where(
        Placement.id.in_(placements_in_reach(actor)),
        Placement.from_date <= today,
        Placement.until_date.is_(None) | (Placement.until_date >= today),
    )
    wanted = _OVERLAYS.where(CompanySheet.sheet_id == sheet_id, CompanySheet.workplace_id.in_(running))
    return _overlays(db.session.execute(wanted.order_by(Company.name, Workplace.name).limit(MOST_HERE)).all())


def overlay_stamps(actor: Actor, sheet_ids: Collection[str]) -> dict[str, str]:
    """Return for the sheets that the workplaces of today add something to, when that last changed; in one query."""
    today = clock.today()
    query = (
        select(CompanySheet.sheet_id, func.max(CompanySheet.changed_at))
        .join(Placement, Placement.workplace_id == CompanySheet.workplace_id)
        .where(
            Placement.learner_id == actor.person_id,
            Placement.from_date <= today,
            Placement.until_date.is_(None) | (Placement.until_date >= today),
            CompanySheet.sheet_id.in_(sheet_ids),
        )
        .group_by(CompanySheet.sheet_id)
    )
    return {sheet_id: str(changed_at) for sheet_id, changed_at in db.session.execute(query)} if sheet_ids else {}


def begun_at(places: Collection[Place], sheet_id: str) -> set[UUID]:
    """Return which of these places, all in the actor's reach, add something to the sheet."""
    if not places:
        return set()
    ids = [place.id for place in places]
    query = select(CompanySheet.workplace_id).where(CompanySheet.sheet_id == sheet_id)
    return set(db.session.scalars(query.where(CompanySheet.workplace_id.in_(ids))))


def kept_photos(place: Place, sheet_id: str) -> list[OverlayPhoto]:
    """Return the photos of a company sheet that its maker keeps, also those that are not shown at the moment."""
    query = select(CompanySheet.id).where(CompanySheet.workplace_id == place.id, CompanySheet.sheet_id == sheet_id)
    company_sheet_id = db.session.scalar(query)
    return _photos([company_sheet_id]).get(company_sheet_id, []) if company_sheet_id else []


def overlay_lines(actor: Actor, place: Place) -> list[Line]:
    """Return the company sheets of a workplace that the actor reaches, by the sheet's id."""
    rows = db.session.execute(
        _OVERLAYS.where(CompanySheet.workplace_id == place.id).order_by(CompanySheet.sheet_id).limit(200)
    ).all()
    overlays = _overlays(rows)
    sheets = latest_versions(actor, [each.sheet_id for each in overlays])
    return [Line(each, sheets[each.sheet_id]) for each in overlays if each.sheet_id in sheets]


def _one(workplace_id: UUID, sheet_id: str) -> Overlay | None:
    rows = db.session.execute(
        _OVERLAYS.where(CompanySheet.workplace_id == workplace_id, CompanySheet.sheet_id == sheet_id)
    ).all()
    return next(iter(_overlays(rows)), None)


def _overlays(rows: Collection[Any]) -> list[Overlay]:
    """Return the company sheets of these rows, with the photos of companies that want them in one query for all."""
    photos = _photos([row[0] for row in rows if row[-1]])
    return [_overlay(row, tuple(photos.get(row[0], ()))) for row in rows]


def _overlay(row: Any, photos: tuple[OverlayPhoto, ...]) -> Overlay:
    sheet_id, version, content, changed_at, given, family, _allowed = row[4:]
    words, by = OverlayWords.from_json(content), f"{given} {family}"
    return Overlay(row[0], row[1], row[2], row[3], sheet_id, version, words, changed_at, by, photos)


def _photos(company_sheet_ids: list[UUID]) -> dict[UUID, list[OverlayPhoto]]:
    if not company_sheet_ids:
        return {}
    query = (
        select(
            CompanySheetPhoto.company_sheet_id,
            SchoolPhoto.id,
            CompanySheetPhoto.alt,
            SchoolPhoto.width,
            SchoolPhoto.height,
        )
        .join(SchoolPhoto, SchoolPhoto.id == CompanySheetPhoto.photo_id)
        .where(CompanySheetPhoto.company_sheet_id.in_(company_sheet_ids))
        .order_by(CompanySheetPhoto.added_at, CompanySheetPhoto.photo_id)
    )
    found: dict[UUID, list[OverlayPhoto]] = {}
    for row in db.session.execute(query):
        found.setdefault(row[0], []).append(OverlayPhoto(*row[1:]))
    return found
