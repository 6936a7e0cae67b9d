"""Two learners with two phones each, their mentor, a teacher and a coordinator: what they can do, one after another."""

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from logbook.core.errors import InvalidTransition
from logbook.core.unit_of_work import transaction
from logbook.entries.models import Entry
from logbook.entries.services import erase_entry, take_up_revision
from logbook.extensions import db
from logbook.reviews.services import reopen_entry
from tests.entries.work import THIS_WEEK, TODAY
from tests.faults.answers import Action, document
from tests.faults.checker import check
from tests.faults.expected import expected
from tests.faults.history import History
from tests.faults.in_process import InProcess
from tests.faults.model import Day, Model, Refused
from tests.faults.outbox import Owner, sha256
from tests.faults.people import Look, Reviewer, Writer
from tests.faults.phone import Phone
from tests.faults.reading import reading
from tests.faults.school import School, actor_of, forget_work
from tests.faults.store import Op

learners, devices, places = st.integers(0, 1), st.integers(0, 1), st.integers(0, 20)
counts = st.integers(0, 4)


class Machine(RuleBasedStateMachine):
    """Phones keep what people do, and send it whenever; the model says what the school answers."""

    school: ClassVar[School]

    @initialize()
    def begin(self) -> None:
        """Begin with nobody's work."""
        forget_work(self.school.app)
        self.history, self.model, self.seen = History(), Model(), dict[int, Look]()
        self.writers = [[self._writer(learner, device) for device in range(2)] for learner in range(2)]
        self.reviewer = Reviewer(self.school.app, self._phone("mentor", self.school.mentor), Random(0))
        self.phones = [*(writer.phone for pair in self.writers for writer in pair), self.reviewer.phone]

    def _writer(self, learner: int, device: int) -> Writer:
        person = self.school.learners[learner]
        person.entries.clear()
        return Writer(person, self._phone(f"learner {learner} phone {device}", person.owner), Random(device))

    def _phone(self, name: str, owner: Owner) -> InProcess:
        return InProcess(name, owner, self.school.app, self.history)

    # -- on the phones ---------------------------------------------------------------------------------------------

    @rule(learner=learners, device=devices, left=st.sampled_from([False, False, True]), sent=counts)
    def write(self, learner: int, device: int, left: bool, sent: int) -> None:
        """A learner hands in a new day, perhaps at a placement that ended, with or without a network."""
        writer = self.writers[learner][device]
        writer.write(day=TODAY.isoformat(), left=left)
        self._send_some(writer.phone, sent)

    @rule(learner=learners, device=devices, place=places, withdraw=st.sampled_from([False, False, True]), sent=counts)
    def change(self, learner: int, device: int, place: int, withdraw: bool, sent: int) -> None:
        """A learner hands a day in again, or takes it back."""
        writer = self.writers[learner][device]
        if entries := writer.entries:
            entry_id = entries[place % len(entries)]
            day = self.model.days.get(entry_id)
            if withdraw:
                writer.withdraw(entry_id)
            else:
                writer.change(entry_id, day=TODAY.isoformat(), left=bool(day and not day.placed))
            self._send_some(writer.phone, sent)

    @rule(learner=learners, device=devices)
    def rate_week(self, learner: int, device: int) -> None:
        """A learner rates the own week."""
        self.writers[learner][device].rate_week(TODAY)

    @rule(learner=learners)
    def look(self, learner: int) -> None:
        """The mentor opens a week."""
        seen = self.reviewer.look(self.school.learners[learner], THIS_WEEK)
        assert (seen.version, {day[0]: day[1] for day in seen.days}) == self.model.waiting(learner)
        self.seen[learner] = seen

    @precondition(lambda self: self.seen)
    @rule(place=places, returns=st.booleans(), sent=counts)
    def review(self, place: int, returns: bool, sent: int) -> None:
        """The mentor decides about a week, as it was when it was opened; one day may go back."""
        learner = sorted(self.seen)[place % len(self.seen)]
        seen = self.seen.pop(learner)
        back = {day[0] for day in seen.days[:1]} if returns else set()
        self.reviewer.decide(self.school.learners[learner], THIS_WEEK, seen, back)
        self._send_some(self.reviewer.phone, sent)

    # -- to the school ---------------------------------------------------------------------------------------------

    @rule(place=places, count=counts)
    def send(self, place: int, count: int) -> None:
        """Some phone sends the oldest that wait on it."""
        waiting = [phone for phone in self.phones if phone.waiting]
        if waiting:
            self._send_some(waiting[place % len(waiting)], count)

    def _send_some(self, phone: Phone, count: int) -> None:
        for op in phone.waiting[:count]:
            self._send(phone, op)

    def _send(self, phone: Phone, op: Op) -> None:
        """Send an op; the school answers as the model does."""
        try:
            promised = expected(self.model, self.school, self.history.intentions[UUID(op.op_id)], op)
        except Refused as refused:
            assert phone.send(op) in (Action.QUARANTINE, Action.FORGET)
            assert phone.store.now.quarantine.get(op.op_id, (op, 410, "erased"))[2] == refused.args[0]
        else:
            assert phone.send(op) is Action.RECEIVED
            receipt = phone.store.now.receipts[op.op_id].receipt
            assert (receipt["verdict"], receipt["rev"]) == promised

    @rule(place=places, changed=st.booleans())
    def send_again(self, place: int, changed: bool) -> None:
        """What was received comes once more, late; or other words under its id."""
        kept = [(phone, each) for phone in self.phones for each in phone.store.now.receipts.values()]
        if not kept:
            return
        phone, each = kept[place % len(kept)]
        if changed:
            body = each.op.body + b" "
            answer = phone.put(replace(each.op, body=body, sha=sha256(body)))
            assert (answer.status, document(answer)["code"]) == (409, "op_reused")
        else:
            answer = phone.put(each.op)
            assert (answer.status, document(answer)) == (200, each.receipt)

    @rule(learner=learners, device=devices, place=places)
    def open_day(self, learner: int, device: int, place: int) -> None:
        """A phone with a network asks how a day stands."""
        writer = self.writers[learner][device]
        known = [each for each in writer.learner.entries if each in self.model.days]
        if known:
            entry_id = known[place % len(known)]
            day, said = self.model.days[entry_id], writer.phone.ask_day(entry_id)
            assert (said["rev"], said["state"]) == (day.current, day.state)
            assert [(each["rev"], each["verdict"]) for each in said["revisions"]] == list(enumerate(day.verdicts, 1))
            writer.notes(entry_id, day.current)

    # -- at school -------------------------------------------------------------------------------------------------

    def _some_day(self, place: int) -> tuple[UUID, Day] | None:
        days = list(self.model.days.items())
        return days[place % len(days)] if days else None

    @rule(place=places)
    def reopen(self, place: int) -> None:
        """The mentor takes an approval back."""
        if (chosen := self._some_day(place)) and chosen[1].state == "approved":
            with self.school.app.app_context(), transaction():
                reopen_entry(actor_of(self.school.mentor), chosen[0], "Kijk nog eens na.")
            chosen[1].state = "reopened"

    @rule(place=places, back=st.integers(0, 3))
    def take_up(self, place: int, back: int) -> None:
        """Whoever decides about a kept revision lets it count: learner, mentor or teacher."""
        if not (chosen := self._some_day(place)):
            return
        entry_id, day = chosen
        rev = max(1, day.rev - back)
        verdict = day.verdicts[rev - 1]
        hidden = verdict != "kept_as_conflict" and day.state == "draft"
        if verdict == "applied" or hidden or (verdict == "late_addition" and not day.placed):
            return  # nobody has a button for it
        decides = {"late_addition": self.school.mentor, "held": self.school.teacher}
        who = decides.get("held" if day.state == "held" else verdict, self.school.learners[day.learner].owner)
        counts = day.waits_for_choice(rev)
        with self.school.app.app_context(), suppress(InvalidTransition), transaction():
            take_up_revision(actor_of(who), entry_id, rev)
        if counts:
            day.take_up(rev)

    @precondition(lambda self: len(self.model.days) > 3)
    @rule(place=places)
    def erase(self, place: int) -> None:
        """The coordinator erases a day under the privacy rules."""
        entry_id = list(self.model.days)[place % len(self.model.days)]
        with self.school.app.app_context(), transaction():
            erase_entry(actor_of(self.school.coordinator), entry_id, "asked")
        del self.model.days[entry_id]
        self.model.erased.add(entry_id)
        self.history.erased.add(entry_id)

    # -- what holds ------------------------------------------------------------------------------------------------

    @invariant()
    def stands_as_the_model_says(self) -> None:
        """Every day is in the state and at the revisions that the model has."""
        days = {key: (day.state, day.rev, day.current, day.approved) for key, day in self.model.days.items()}
        query = select(Entry.id, Entry.state, Entry.rev, Entry.current_rev, Entry.approved_rev)
        with reading(self.school.app):
            assert {row[0]: tuple(row[1:]) for row in db.session.execute(query)} == days

    def teardown(self) -> None:
        """Let the checker look at it all."""
        findings = check(self.school.app, self.history, self.phones)
        assert not findings.violations, findings.text
