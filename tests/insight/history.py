"""A class with some weeks of work behind it, by direct inserts: seeded, the same each time."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from logbook.accounts.models import Person
from logbook.core.ids import new_id
from logbook.core.roles import Rater, Role
from logbook.core.weeks import monday, week_number
from logbook.entries.models import (
    Assessment,
    Entry,
    EntryFields,
    EntryRevision,
    Op,
    Round,
    StageStep,
    Week,
    WeekAssessment,
)
from logbook.entries.services import summarise
from logbook.extensions import db
from logbook.reviews.models import Commitment, Remark
from logbook.sheets.models import SheetContent
from logbook.sheets.queries import latest_versions
from logbook.training.models import Day, Placement
from tests import factories
from tests.factories import SOFT_SKILLS, WELDING, Cast, add

TODAY = date(2026, 11, 20)
STAGES = ("modelling", "coaching", "scaffolding")


@dataclass
class History:
    """What was made, to be counted again by hand. `dice` are seeded."""

    cast: Cast
    weld: SheetContent
    soft: SheetContent
    dice: Random = field(default_factory=lambda: Random(7))
    rounds: list[tuple[Round, list[Assessment]]] = field(default_factory=list)

    def submit(self, learner: Person, placement: Placement | None, day: date, **more: Any) -> Entry:
        """Add an entry of the learner with its revision, round and own ratings."""
        stage = more.pop("stage", "coaching")
        entry_id, op_id, moment = new_id(), new_id(), datetime.combine(day, time(15, 0), UTC)
        fields = EntryFields(
            date=day,
            sheet=WELDING,
            sheet_version=self.weld.number,
            stage=stage,
            placement_id=placement and placement.id,
            header={"task_description": f"beugel {day.day}", "working_times": {"minutes": 210}},
        )
        values = {"state": "approved", "rev": 1, "current_rev": 1, "minutes": 210} | more
        entry: Entry = add(
            Entry(
                id=entry_id,
                school_id=self.cast.school.id,
                learner_id=learner.id,
                placement_id=placement and placement.id,
                sheet_version_id=self.weld.version_id,
                date=day,
                week=week_number(day),
                submitted_at=moment,
                **values,
            )
        )
        add(Op(id=op_id, person_id=learner.id, sha="0" * 64, receipt={}, received_at=moment))
        add(
            EntryRevision(
                entry_id=entry_id,
                rev=1,
                op_id=op_id,
                payload=fields.as_json(),
                verdict="applied",
                received_at=moment,
            )
        )
        self.round(learner, placement, day, stage, entry_id)
        return entry

    def round(
        self, learner: Person, placement: Placement | None, day: date, stage: str, entry_id: UUID | None = None
    ) -> Round:
        """Add a round."""
        made: Round = add(
            Round(
                school_id=self.cast.school.id,
                learner_id=learner.id,
                sheet_version_id=self.weld.version_id,
                placement_id=placement and placement.id,
                entry_id=entry_id,
                date=day,
                stage=stage,
            )
        )
        self.rounds.append((made, []))
        return made

    def rate(self, rater: Person, role: Rater, values: dict[str, str] | None = None, blind: bool = False) -> Assessment:
        """Let somebody rate the latest round: `values`, or what the dice say."""
        made, assessments = self.rounds[-1]
        moment = datetime.combine(made.date, time(16, len(assessments)), UTC)
        given: Assessment = add(
            Assessment(
                round_id=made.id,
                rater_id=rater.id,
                rater_role=role.value,
                blind=blind,
                on_rev=1,
                values=self.random_values(self.weld) if values is None else values,
                rated_at=moment,
            )
        )
        assessments.append(given)
        return given

    def random_values(self, content: SheetContent, gaps: float = 0.1) -> dict[str, str]:
        """Return ratings by dice, some left open."""
        return {
            criterion.id: self.dice.choice(criterion.scale.levels).id
            for criterion in content.all_criteria.values()
            if self.dice.random() > gaps
        }

    def week(self, placement: Placement, number: int, **more: Any) -> Week:
        """Add a week of a placement."""
        learner_id, school_id = placement.learner_id, self.cast.school.id
        values = {"state": "approved", "seconds": 90} | more
        week: Week = add(
            Week(school_id=school_id, learner_id=learner_id, placement_id=placement.id, week=number, **values)
        )
        return week

    def rate_week(self, week: Week, rater: Person, role: Rater, values: dict[str, str] | None = None) -> None:
        """Let somebody rate the soft skills of a week."""
        add(
            WeekAssessment(
                week_id=week.id,
                rater_id=rater.id,
                rater_role=role.value,
                sheet_version_id=self.soft.version_id,
                values=self.random_values(self.soft) if values is None else values,
                rated_at=datetime.combine(monday(week.week), time(17, 0), UTC),
            )
        )

    def remark(self, learner: Person, author: Person, kind: str, text: str, **more: Any) -> Remark:
        """Add a strong point or a work point."""
        values = {"date": TODAY - timedelta(days=3), "author_role": "mentor", "written_at": _now()} | more
        remark: Remark = add(
            Remark(
                school_id=self.cast.school.id,
                learner_id=learner.id,
                author_id=author.id,
                kind=kind,
                text=text,
                **values,
            )
        )
        return remark

    def commitment(self, learner: Person, maker: Person, text: str, due_on: date, state: str = "open") -> Commitment:
        """Add a commitment of the learner."""
        commitment: Commitment = add(
            Commitment(
                school_id=self.cast.school.id,
                learner_id=learner.id,
                made_by=maker.id,
                text=text,
                owner_role="learner",
                due_on=due_on,
                state=state,
                made_at=_now(),
            )
        )
        return commitment

    def step(self, learner: Person, stage: str, day: date, sheet: str = WELDING) -> None:
        """Let the learner be in a stage from a date on."""
        add(
            StageStep(
                school_id=self.cast.school.id,
                learner_id=learner.id,
                sheet_id=sheet,
                stage=stage,
                from_date=day,
                set_by=self.cast.mentor.id,
                set_at=datetime.combine(day, time(17, 0), UTC),
            )
        )

    def day(self, learner: Person, day: date, status: str) -> None:
        """Set what a day was."""
        add(Day(learner_id=learner.id, date=day, status=status, set_by=learner.id))

    def weeks_of(self, learner: Person, placement: Placement, mentor: Person, count: int) -> None:
        """Give the learner `count` weeks of four days, rated by everybody who may, the last one this week."""
        for back in range(count, 0, -1):
            number = week_number(TODAY) - back + 1
            stage = STAGES[min((count - back) * 3 // max(count, 1), 2)]
            for offset in range(4):
                self.submit(learner, placement, monday(number) + timedelta(days=offset), stage=stage)
                self.rate(learner, Rater.LEARNER)
                self.rate(mentor, Rater.MENTOR)
                if offset == 2:
                    self.rate(self.cast.teacher, Rater.TEACHER)
                    self.rate(self.cast.supervisor, Rater.SUPERVISOR)
            week = self.week(placement, number)
            for rater, role in ((learner, Rater.LEARNER), (mentor, Rater.MENTOR), (self.cast.teacher, Rater.TEACHER)):
                self.rate_week(week, rater, role)
        self.step(learner, stage, TODAY - timedelta(days=10))
        self.remark(learner, mentor, "work_point", "Toorts trager langs de rand.", criterion_id="undercut")
        self.commitment(learner, mentor, "Testlas tonen voor je begint", TODAY - timedelta(days=2))
        self.sums(learner)

    def sums(self, learner: Person) -> None:
        """Bring the learner's weekly sums up to date."""
        db.session.flush()
        summarise(learner.id, {week_number(made.date) for made, _ in self.rounds if made.learner_id == learner.id})


def _now() -> datetime:
    return datetime.combine(TODAY, time(12, 0), UTC)


def history_of(cast: Cast) -> History:
    """Return an empty history of the cast's school."""
    contents = latest_versions(cast.actor("teacher"), [WELDING, SOFT_SKILLS])
    return History(cast, contents[WELDING], contents[SOFT_SKILLS])


def fill_class(history: History, learners: int, weeks: int) -> list[Person]:
    """Bring the cast's class to `learners` learners; who has no work yet gets `weeks` weeks of it."""
    cast = history.cast
    people = [cast.learner, cast.other_learner][:learners]
    placements = [cast.placement, cast.other_placement][:learners]
    for number in range(learners - 2):
        person = factories.make_person(f"Leerling{number:02d}", born_on=date(2010, 3, 4))
        factories.make_member(person, cast.school, Role.LEARNER)
        factories.join_class(cast.group, person, Role.LEARNER)
        workplace = factories.make_workplace(cast.school, cast.company, f"Hal {number + 3}")
        placement = factories.make_placement(cast.school, person, workplace)
        factories.join_placement(placement, cast.mentor, Role.MENTOR, main=True)
        people.append(person)
        placements.append(placement)
    done = {made.learner_id for made, _ in history.rounds}
    for person, placement in zip(people, placements, strict=True):
        if person.id not in done:
            history.weeks_of(person, placement, cast.mentor, weeks)
    return people
