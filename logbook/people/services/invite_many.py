"""Inviting everybody who never signed in, a number each minute."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from logbook.accounts.models import Guardianship, Invitation, InvitationRun, Membership, Person, RunState, SignInSession
from logbook.accounts.queries import roles_of
from logbook.accounts.services import invite
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.core.events import append_event
from logbook.core.roles import AT_WORK, Role
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.people.queries.access import invitable
from logbook.training.models import ClassMember, Placement, PlacementMember
from logbook.training.queries import class_of

A_MINUTE = 25
"""Mails of runs that leave in a minute, of all schools together: a sign-in code never waits behind thousands."""
NOT_AGAIN = timedelta(days=1)


def begin_run(actor: Actor, role: Role, class_id: UUID | None) -> InvitationRun:
    """Begin inviting everyone in that role, of that class or of the school, who never signed in.

    Whoever was invited within a day is left alone, so that the same run again doubles nothing. Raises NotFound for a
    class out of reach, and for a teacher without one.
    """
    if class_id is not None:
        class_of(actor, class_id)
    elif actor.role is not Role.COORDINATOR:
        raise NotFound
    people = _left(actor, role, class_id).with_only_columns(func.count(Membership.person_id.distinct())).order_by(None)
    total = db.session.scalar(people) or 0
    run = InvitationRun(
        school_id=actor.school_id,
        made_by=actor.membership_id,
        role=role.value,
        class_id=class_id,
        total=total,
        made_at=clock.now(),
    )
    db.session.add(run)
    db.session.flush()
    append_event(actor, "invite_many", "invitation_run", run.id, new=RunState.RUNNING)
    if not total:
        _end(actor, run, RunState.DONE)
    return run


def cancel_run(actor: Actor, run_id: UUID) -> InvitationRun:
    """Send no more mails of a run; one that is over stays as it is. Raises NotFound for another's."""
    run = own_run(actor, run_id, lock=True)
    if run.state == RunState.RUNNING:
        _end(actor, run, RunState.CANCELLED)
    return run


def own_run(actor: Actor, run_id: UUID, *, lock: bool = False) -> InvitationRun:
    """Return a run that the actor began, or any of the school for its coordinator. Raises NotFound."""
    run = db.session.get(InvitationRun, run_id, with_for_update=lock or None, populate_existing=lock)
    if run is None or run.school_id != actor.school_id:
        raise NotFound
    if actor.role is not Role.COORDINATOR and run.made_by != actor.membership_id:
        raise NotFound
    return run


def go_on_inviting() -> int:
    """Send this minute's mails of the runs that are open, the oldest first; return how many. Each batch is one deed."""
    room = A_MINUTE
    for run_id in list(db.session.scalars(_open_runs())):
        with transaction():
            room -= _batch(run_id, room)
        if room <= 0:
            break
    return A_MINUTE - room


def _open_runs() -> "Select[UUID]":
    open_ones = select(InvitationRun.id).where(InvitationRun.state == RunState.RUNNING)
    return open_ones.order_by(InvitationRun.made_at).limit(20)


def _batch(run_id: UUID, room: int) -> int:
    """Invite up to `room` people of a run; it ends when nobody is left, or when who began it has lost the role."""
    run = db.session.get(InvitationRun, run_id, with_for_update=True, populate_existing=True)
    if run is None or run.state != RunState.RUNNING:
        return 0
    actor = _beginner(run)
    if actor is None:
        run.state, run.ended_at = RunState.CANCELLED, clock.now()
        append_event(None, "invite_many", "invitation_run", run.id, old=RunState.RUNNING, new=RunState.CANCELLED)
        return 0
    found = list(db.session.scalars(_left(actor, Role(run.role), run.class_id).limit(room)))
    people = {membership.person_id: membership for membership in found}  # two roles of one kind are one mail
    for membership in people.values():
        invite(actor, membership)
    run.sent += len(people)
    if len(found) < room:
        _end(actor, run, RunState.DONE)
    return len(people)


def _beginner(run: InvitationRun) -> Actor | None:
    membership = db.session.get_one(Membership, run.made_by)
    return next((each for each in roles_of(membership.person_id) if each.membership_id == run.made_by), None)


def _end(actor: Actor, run: InvitationRun, state: RunState) -> None:
    append_event(actor, "invite_many", "invitation_run", run.id, old=run.state, new=state)
    run.state, run.ended_at = state, clock.now()


def _left(actor: Actor, role: Role, class_id: UUID | None) -> "Select[Membership]":
    """Return a select of the roles whose people never signed in, have an address, and got no mail within a day."""
    query = (
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(
            invitable(actor),
            Membership.role == role.value,
            Person.email.is_not(None),
            ~exists().where(SignInSession.person_id == Person.id),
            ~exists().where(Invitation.person_id == Person.id, Invitation.made_at > clock.now() - NOT_AGAIN),
        )
        .order_by(Membership.id)
    )
    return query if class_id is None else query.where(Person.id.in_(_around_class(role, class_id)))


def _around_class(role: Role, class_id: UUID) -> "Select[UUID]":
    """Return a select of the people who have this role for the learners of a class, or in it."""
    members = select(ClassMember.person_id).where(ClassMember.class_id == class_id)
    learners = members.where(ClassMember.role == Role.LEARNER.value)
    if role in AT_WORK:
        placements = select(Placement.id).where(Placement.learner_id.in_(learners))
        return select(PlacementMember.person_id).where(PlacementMember.placement_id.in_(placements))
    if role is Role.GUARDIAN:
        return select(Guardianship.guardian_id).where(Guardianship.learner_id.in_(learners))
    return members.where(ClassMember.role == role.value)
