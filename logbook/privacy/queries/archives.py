"""Archives that were asked for, as who asked may see them."""

from uuid import UUID

from sqlalchemy import Select, func, select

from logbook.accounts.models import Membership, Person
from logbook.accounts.queries import roles_of
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.roles import Role
from logbook.extensions import db
from logbook.privacy.models.archive import BUSY, ArchiveJob, History, JobKind, JobState
from logbook.training.queries import learner_in_reach

MAY_TAKE_ALONG = frozenset({Role.LEARNER, Role.COORDINATOR, Role.GUARDIAN})
LATEST = 5


def learner_to_take_along(actor: Actor, learner_id: UUID) -> Person:
    """Return the learner whose archive the actor may have: the own, a child's, one of the school. Raises NotFound."""
    if actor.role not in MAY_TAKE_ALONG:
        raise NotFound
    return learner_in_reach(actor, learner_id)


def archives_of(actor: Actor, learner_id: UUID) -> list[ArchiveJob]:
    """Return the archives of a learner that the actor asked for in this role, the latest first."""
    query = _asked_by(actor, JobKind.EXPORT).where(ArchiveJob.learner_id == learner_id)
    return list(db.session.scalars(query.order_by(ArchiveJob.asked_at.desc()).limit(LATEST)))


def own_archive(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Return an archive that the actor asked for and may still have. Raises NotFound."""
    job = db.session.scalar(_asked_by(actor, JobKind.EXPORT).where(ArchiveJob.id == job_id))
    if job is None or job.learner_id is None:
        raise NotFound
    learner_to_take_along(actor, job.learner_id)
    return job


def archive_to_fetch(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Return an archive whose file is there for the actor. Raises NotFound, also when its day is over."""
    job = own_archive(actor, job_id)
    if job.state != JobState.READY or job.expires_at is None or job.expires_at <= clock.now():
        raise NotFound
    return job


def _asked_by(actor: Actor, kind: JobKind) -> Select[ArchiveJob]:
    return select(ArchiveJob).where(
        ArchiveJob.membership_id == actor.membership_id,
        ArchiveJob.school_id == actor.school_id,
        ArchiveJob.kind == kind.value,
    )


def is_busy(job: ArchiveJob) -> bool:
    """Return whether the worker still has something to do for it."""
    return JobState(job.state) in BUSY


def actor_of_job(job: ArchiveJob) -> Actor:
    """Return who asked, as that person may act today. Raises NotFound when the role has ended."""
    found = next((each for each in roles_of(job.asked_by) if each.membership_id == job.membership_id), None)
    if found is None:
        raise NotFound
    return found


def own_import(actor: Actor, job_id: UUID) -> ArchiveJob:
    """Return an archive that the coordinator's school takes in. Raises NotFound."""
    job = db.session.get(ArchiveJob, job_id)
    own = job is not None and job.kind == JobKind.IMPORT and job.school_id == actor.school_id
    if job is None or not own or actor.role is not Role.COORDINATOR:
        raise NotFound
    return job


def imports_of(actor: Actor) -> list[tuple[History, str]]:
    """Return the latest histories that came into the coordinator's school, each with its learner's name."""
    query = (
        select(History, Person)
        .join(Person, Person.id == History.learner_id)
        .where(History.school_id == actor.school_id)
        .order_by(History.imported_at.desc())
        .limit(20)
    )
    return [(history, person.name) for history, person in db.session.execute(query)]


def learners_like(actor: Actor, name: str) -> list[Person]:
    """Return the learners of the coordinator's school who have the name that an archive says."""
    full = func.lower(Person.given_name + " " + Person.family_name)
    query = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.school_id == actor.school_id, Membership.role == Role.LEARNER.value)
        .where(full == name.lower())
        .distinct()
        .order_by(Person.id)
    )
    return list(db.session.scalars(query.limit(5)))
