"""The history of a settled school: every learner's story, told week by week, then written and summed."""

from collections.abc import Sequence

from logbook.core import weeks
from logbook.entries.services import summarise
from logbook.sheets.queries import latest_versions, stage_map

from .album import draw_album
from .casting import ATTITUDE_SHEET, TASK_SHEET, THEME_SHEET, Apprentice
from .days import Period
from .dice import Dice
from .ledger import Ledger, Progress
from .mentoring import review_due
from .story import Story, live
from .teaching import visit


def tell_all(ledger: Ledger, apprentices: Sequence[Apprentice], period: Period, progress: Progress) -> None:
    """Put the whole history of `apprentices` in the ledger. Each story has dice of its own, by the learner's name."""
    actor = apprentices[0].actor
    sheets = latest_versions(actor, (TASK_SHEET, THEME_SHEET, ATTITUDE_SHEET))
    frames, album = stage_map(actor), draw_album()
    for turn, who in enumerate(apprentices):
        ledger.dice = Dice(f"{who.actor.name} {turn}")
        tell(Story(ledger, who, period, turn, sheets, frames, album))
        progress(turn + 1, len(apprentices))


def tell(story: Story) -> None:
    """Tell one learner's story, week by week."""
    for week in range(story.period.first, story.period.current + 1):
        review_due(story, weeks.monday(week))
        live(story, week)
        visit(story, week)
        story.unseen.append(week)
    review_due(story, story.period.today)


def write_and_sum(ledger: Ledger, apprentices: Sequence[Apprentice], period: Period, progress: Progress) -> None:
    """Write the ledger's rows in the open transaction and sum the learners' weeks."""
    ledger.write(lambda done, of: progress(done, 2 * of))
    for number, who in enumerate(apprentices, start=1):
        summarise(who.actor.person_id, range(period.first, period.current + 1))
        progress(len(apprentices) + number, 2 * len(apprentices))
