"""The stages as they were worded when something was written: an entry of then is read with the questions of then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from logbook.core.actor import Actor
from logbook.core.errors import NotFound
from logbook.extensions import db
from logbook.sheets.models import Item, SheetContent, SheetVersion, Stage

from .stored import SOFT_SKILLS_SHEET, STAGES_SHEET, versions


@dataclass(frozen=True, slots=True)
class StagesThen:
    """Every version of the stages, the oldest first, each with when it was published."""

    versions: tuple[tuple[datetime, SheetContent], ...]

    @property
    def latest(self) -> dict[str, Stage]:
        """The stages by id as they are now."""
        return {stage.id: stage for stage in self.versions[-1][1].stages}

    def questions(self, stage: str) -> tuple[Item, ...]:
        """Return the questions that a stage asks now, then those that only older versions asked."""
        found: dict[str, Item] = {}
        for _published_at, content in reversed(self.versions):
            for prompt in next((each.frame.prompts for each in content.stages if each.id == stage), ()):
                found.setdefault(prompt.id, prompt)
        return tuple(found.values())

    def at(self, moment: datetime) -> dict[str, Stage]:
        """Return the stages by id as they were at a moment; before the first version as that has them."""
        past = [content for published_at, content in self.versions if published_at <= moment]
        return {stage.id: stage for stage in (past[-1] if past else self.versions[0][1]).stages}

    def prompts(self, moment: datetime) -> dict[str, Item]:
        """Return the questions of all writing frames at a moment by id, then those of other versions, the newest first.

        A phone that was without a network may still have asked what an older version did.
        """
        found = prompts_of(self.at(moment))
        for _published_at, content in reversed(self.versions):
            found |= {
                name: prompt
                for name, prompt in prompts_of({stage.id: stage for stage in content.stages}).items()
                if name not in found
            }
        return found


def prompts_of(stages: Mapping[str, Stage]) -> dict[str, Item]:
    """Return the questions of the writing frames of these stages, by id."""
    return {prompt.id: prompt for stage in stages.values() for prompt in stage.frame.prompts}


_VERSIONS = (
    select(SheetVersion.sheet_id, SheetVersion.id, SheetVersion.published_at)
    .where(SheetVersion.sheet_id.in_((STAGES_SHEET, SOFT_SKILLS_SHEET)))
    .order_by(SheetVersion.number)
)


def stages_then(actor: Actor) -> StagesThen:
    """Return the stages in every version, in one query. Raises NotFound."""
    return soft_skills_and_stages_then(actor)[1]


def soft_skills_and_stages_then(actor: Actor) -> tuple[SheetContent, StagesThen]:
    """Return the soft skills as they are now and the stages in every version, in one query. Raises NotFound."""
    rows = db.session.execute(_VERSIONS).all()
    stages = {row.id: row.published_at for row in rows if row.sheet_id == STAGES_SHEET}
    skills = [row.id for row in rows if row.sheet_id == SOFT_SKILLS_SHEET][-1:]
    if not stages or not skills:
        raise NotFound
    contents = versions(actor, [*stages, *skills])
    return contents[skills[0]], StagesThen(tuple((at, contents[each]) for each, at in stages.items()))
