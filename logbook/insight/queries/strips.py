"""The drawings of a year, from its figures. Pure: a learner's strips below each other, a small one for each learner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from logbook.core.roles import Rater
from logbook.sheets.models import STAGES, SheetContent

from .chart import Frame, Spot, Strip, Word, columns, height_of, line, stairs
from .class_year import ClassYearPage, LearnerYear
from .three_party import PARTIES
from .year import SheetYear, WeekLine, YearPage

STAGE_STEP = 15
WIDE, LEAST, WIDEST = 1020, 24, 72
"""How wide a year is drawn, and at least and at most a week of it: a long period scrolls, a short one stays calm."""
SMALL_WIDTH = 240
TALL, SMALL = 84, 64
PAD = 12
NAME = 76
"""How much room the name of a stage has at least."""
APART = 110
"""How far from each other the names of stages stand at least."""
SHAPES = {Rater.LEARNER: "learner", Rater.MENTOR: "mentor", Rater.TEACHER: "teacher"}


@dataclass(frozen=True, slots=True)
class SheetStrips:
    """The two drawings of one sheet."""

    year: SheetYear
    stages: Strip
    reached: Strip

    @property
    def sheet(self) -> SheetContent:
        """The sheet."""
        return self.year.sheet


@dataclass(frozen=True, slots=True)
class YearStrips:
    """All drawings of a learner's year, on one scale of weeks."""

    frame: Frame
    axis: Strip
    sheets: tuple[SheetStrips, ...]
    soft_skills: Strip | None
    hours: Strip | None


def year_strips(page: YearPage) -> YearStrips:
    """Return the drawings of a learner's year."""
    frame = Frame(page.span, wide=min(max(WIDE // len(page.span), LEAST), WIDEST))
    rated = any(each.soft_skills for each in page.weeks)
    worked = any(each.hours.planned or each.hours.made for each in page.weeks)
    return YearStrips(
        frame=frame,
        axis=replace(_base(page, frame, 30), words=frame.months(12)),
        sheets=tuple(
            SheetStrips(each, _stages(page, frame, each), _reached(page, frame, each)) for each in page.sheets
        ),
        soft_skills=_soft_skills(page, frame) if rated else None,
        hours=_hours(page, frame) if worked else None,
    )


def _base(page: YearPage | ClassYearPage, frame: Frame, height: float) -> Strip:
    """Return a drawing with the holidays, and of one learner the changes: what every strip stands on."""
    bands = frame.bands([(each.first, each.last) for each in page.holidays], height)
    return Strip(frame.width, height, bands, frame.cuts(each.date for each in getattr(page, "changes", ())))


def _stages(page: YearPage, frame: Frame, sheet: SheetYear) -> Strip:
    """Draw the stages as steps: a dot in each week of work, the name where a stage begins and there is room."""
    height = STAGE_STEP * len(STAGES) + PAD

    def level(stage: str) -> float:
        return height - STAGE_STEP * (STAGES.index(stage) + 0.5) - PAD / 2

    worked = [(week, stage) for week, stage in zip(frame.weeks, sheet.stages, strict=True) if stage]
    words, free, before = list[Word](), 0.0, None
    for week, stage in worked:
        left = frame.x(week) - frame.wide / 2
        if stage != before and left >= free:
            words.append(Word(min(left + 2, frame.width - NAME), level(stage) - 6, stage))
            free = left + APART
        before = stage
    heights = [level(stage) if stage else None for stage in sheet.stages]
    return replace(
        _base(page, frame, height),
        rules=tuple(Word(0, level(stage), number) for number, stage in enumerate(STAGES, start=1)),
        paths=(stairs(frame, heights),),
        spots=tuple(Spot(frame.x(week), level(stage), "dot") for week, stage in worked),
        words=tuple(words),
    )


def _reached(page: YearPage, frame: Frame, sheet: SheetYear) -> Strip:
    """Draw how many criteria were reached as steps that only rise, with who called the newest one met."""
    most = max(sheet.total, *sheet.reached, 1)
    heights = [height_of(each / most, TALL, PAD) for each in sheet.reached]
    at = dict(zip(frame.weeks, heights, strict=True))
    return replace(
        _base(page, frame, TALL),
        rules=(Word(0, height_of(0, TALL, PAD), 0), Word(0, height_of(1, TALL, PAD), most)),
        paths=(stairs(frame, heights),),
        spots=tuple(Spot(frame.x(week), at[week], SHAPES[by]) for week, by in sheet.fresh.items()),
    )


def _soft_skills(page: YearPage, frame: Frame) -> Strip:
    """Draw for each party the share of soft skills called met."""
    series = {party: _shares(page.weeks, party) for party in PARTIES}
    places = {
        party: [(frame.x(week), height_of(share, TALL, PAD)) for week, share in some] for party, some in series.items()
    }
    return replace(
        _base(page, frame, TALL),
        rules=(Word(0, height_of(0, TALL, PAD), "0"), Word(0, height_of(1, TALL, PAD), "100")),
        paths=tuple(line(points) for points in places.values()),
        spots=tuple(Spot(x, y, SHAPES[party]) for party, points in places.items() for x, y in points),
    )


def _shares(weeks: Sequence[WeekLine], party: Rater) -> list[tuple[int, float]]:
    found = [(each.week, each.soft_skills[party]) for each in weeks if party in each.soft_skills]
    return [(week, share.met / share.rated) for week, share in found]


def _hours(page: YearPage, frame: Frame) -> Strip:
    """Draw the hours made as bars, in the frames of the hours planned."""
    most = max(max(each.hours.planned, each.hours.made) for each in page.weeks)
    made = [each.hours.made / most for each in page.weeks]
    planned = [each.hours.planned / most for each in page.weeks]
    return replace(
        _base(page, frame, TALL),
        rules=(Word(0, PAD, f"{most // 60}"),),
        frames=columns(frame, [share * (1 - PAD / TALL) for share in planned], TALL, min(frame.wide - 8, 24)),
        bars=columns(frame, [share * (1 - PAD / TALL) for share in made], TALL, min(frame.wide - 14, 16)),
    )


def small_strip(page: ClassYearPage, each: LearnerYear) -> Strip:
    """Draw one learner of a class: criteria reached as steps, the hours as thin bars below, all on the page's scale."""
    frame = Frame(page.span, wide=SMALL_WIDTH / len(page.span), left=0)
    most, longest, low = max(page.most, 1), max(page.longest, 1), 18
    heights = [2 + height_of(reached / most, SMALL - low, 4) for reached in each.reached]
    made = [0.9 * low / SMALL * hours.made / longest for hours in each.hours]
    planned = [0.9 * low / SMALL * hours.planned / longest for hours in each.hours]
    return replace(
        _base(page, frame, SMALL),
        cuts=frame.cuts(change.date for change in each.changes),
        paths=(stairs(frame, heights),),
        frames=columns(frame, planned, SMALL, round(0.9 * frame.wide, 1)),
        bars=columns(frame, made, SMALL, round(0.6 * frame.wide, 1)),
    )
