"""A member's opening statement: given before the others' are shown, and the same from then on."""

from uuid import UUID

from sqlalchemy import select

from logbook.core import clock
from logbook.core.actor import Actor
from logbook.core.errors import InvalidTransition, NotPermitted, OpReused, Rejected, Stale
from logbook.core.events import append_event
from logbook.core.texts import N_
from logbook.councils.models import Council, CouncilFile, CouncilState, OpeningStatement
from logbook.councils.policy.council import MOST_EVIDENCE, takes_statements
from logbook.councils.queries.evidence import evidence_for
from logbook.councils.queries.file import place_of
from logbook.councils.queries.sight import Sight, council_seen
from logbook.extensions import db

from .commands import GiveStatement
from .seats import add_file

TOO_LATE = N_("De dag om iets in te brengen is voorbij. De voorzitter van de klassenraad kan die dag verschuiven.")
BEGUN = N_("De klassenraad is al begonnen. Zeg het daar, of geef het door aan de voorzitter.")
NOT_YET = N_("De klassenraad vraagt nog geen standpunten.")
FIXED = N_("Je las de standpunten van de anderen al. Het jouwe staat daarom vast; vul het aan in de klassenraad.")
UNKNOWN = N_("Dit bewijs kennen we niet. Kies opnieuw.")
TOO_MANY = N_("Kies er ten hoogste acht.")
GONE = N_("Deze leerling zit niet meer in de klas. De klassenraad bespreekt dit dossier niet meer.")


def give_statement(actor: Actor, council_id: UUID, learner_id: UUID, wish: GiveStatement) -> OpeningStatement:
    """Give an opening statement on a learner, or change the own one; the same again is success.

    Raises NotFound, NotPermitted for who is no member, Rejected when it is too late or stands already, Stale, OpReused.
    """
    sight, file, left = _place(actor, council_id, learner_id)
    council = sight.council
    known = _own(file, actor) if file else None
    if known is not None and _same(known, wish):
        return known
    _check(council, known, left=left)
    taken = db.session.get(OpeningStatement, wish.id)
    if known is None and taken is not None:
        raise OpReused
    evidence = _evidence(actor, council, learner_id, wish.evidence)
    if known is not None:
        return _change(actor, known, wish, evidence)
    file = file or add_file(actor, council, learner_id)
    row = OpeningStatement(
        id=wish.id,
        school_id=council.school_id,
        file_id=file.id,
        learner_id=learner_id,
        author_id=actor.person_id,
        author_role=actor.role.value,
        text=wish.text,
        advice=wish.advice,
        evidence=evidence,
        given_at=clock.now(),
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    append_event(actor, "give_statement", "opening_statement", row.id, learner_id=learner_id, new="given", rev=1)
    return row


def open_statements(actor: Actor, council_id: UUID, learner_id: UUID) -> OpeningStatement:
    """Show a member the others' statements; the own one stands from then on. Twice is success.

    Raises NotFound, NotPermitted, and InvalidTransition for who has not given the own.
    """
    _, file, _ = _place(actor, council_id, learner_id)
    own = _own(file, actor) if file else None
    if own is None:
        raise InvalidTransition
    if own.read_at is None:
        own.read_at = clock.now()
        append_event(actor, "open_statements", "opening_statement", own.id, learner_id=learner_id, new="read")
    return own


def _place(actor: Actor, council_id: UUID, learner_id: UUID) -> tuple[Sight, CouncilFile | None, bool]:
    sight = council_seen(actor, council_id, lock=True)
    _, file, left = place_of(sight, learner_id)
    if not sight.sits(learner_id):
        raise NotPermitted
    return sight, file, left


def _own(file: CouncilFile, actor: Actor) -> OpeningStatement | None:
    mine = (OpeningStatement.file_id == file.id) & (OpeningStatement.author_id == actor.person_id)
    return db.session.scalar(select(OpeningStatement).where(mine))


def _same(row: OpeningStatement, wish: GiveStatement) -> bool:
    keys = [each["key"] for each in row.evidence]
    return row.text == wish.text and row.advice == wish.advice and sorted(keys) == sorted(wish.evidence)


def _check(council: Council, known: OpeningStatement | None, *, left: bool) -> None:
    if council.state == CouncilState.PLANNED:
        raise Rejected({"text": [NOT_YET]})
    if council.state != CouncilState.OPEN:
        raise Rejected({"text": [BEGUN]})
    if not takes_statements(council.state, council.contribute_until, clock.today()):
        raise Rejected({"text": [TOO_LATE]})
    if left:
        raise Rejected({"text": [GONE]})
    if known is not None and known.read_at is not None:
        raise Rejected({"text": [FIXED]})


def _evidence(actor: Actor, council: Council, learner_id: UUID, keys: tuple[str, ...]) -> list[dict[str, object]]:
    if len(keys) > MOST_EVIDENCE:
        raise Rejected({"evidence": [TOO_MANY]})
    offered = {each.key: each for each in evidence_for(actor, council, learner_id)} if keys else {}
    if set(keys) - offered.keys():
        raise Rejected({"evidence": [UNKNOWN]})
    return [offered[key].as_json() for key in dict.fromkeys(keys)]


def _change(
    actor: Actor, row: OpeningStatement, wish: GiveStatement, evidence: list[dict[str, object]]
) -> OpeningStatement:
    if row.version != wish.version:
        raise Stale
    row.text, row.advice, row.evidence = wish.text, wish.advice, evidence
    row.version += 1
    row.given_at = clock.now()
    append_event(
        actor, "change_statement", "opening_statement", row.id, learner_id=row.learner_id, new="given", rev=row.version
    )
    return row
