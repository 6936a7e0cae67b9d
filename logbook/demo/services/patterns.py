"""How people of the demo go about it: learners who differ in skill, honesty and diligence; mentors in punctuality."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A learner's way. Every number but `pace` (weeks in each stage) and `growth` (a week) is a probability."""

    skill: float = 0.62
    growth: float = 0.022
    pace: float = 3.4
    over: float = 0.12
    under: float = 0.05
    logs: float = 0.94
    gaps: float = 0.06
    looks: float = 0.85
    sick: float = 0.02
    returned: float = 0.04
    fixes: float = 0.8
    soft: float = 0.85
    rates_week: float = 0.85
    writes: float = 0.45


STEADY = Pattern()
OVER = Pattern(skill=0.5, growth=0.012, over=0.7, looks=0.55, pace=4.2)
UNDER = Pattern(skill=0.75, growth=0.018, over=0.03, under=0.35, looks=0.97, soft=0.93)
FAST = Pattern(skill=0.5, growth=0.045, pace=1.9, over=0.1, writes=0.75, soft=0.95, rates_week=1.0)
SILENT = Pattern(logs=0.42, gaps=0.35, looks=0.35, rates_week=0.25, writes=0.05, pace=5.0, soft=0.7)
RETURNED = Pattern(skill=0.45, over=0.4, looks=0.3, returned=0.3, fixes=0.55, pace=4.5, soft=0.65)
OFTEN_ILL = Pattern(sick=0.16, logs=0.85, pace=4.0)
STRONG = Pattern(skill=0.82, growth=0.014, pace=2.4, over=0.06, soft=0.97, looks=0.95)


@dataclass(frozen=True, slots=True)
class Habit:
    """A mentor's way: approves `days` after the week's Friday, sees a wrong self-rating with probability `sees`.

    The latest `silent_weeks` whole weeks wait. With `showcase` two learners have weeks without surprises that wait: the
    first the current one, the second also the one before it.
    """

    days: int = 3
    sees: float = 0.9
    silent_weeks: int = 0
    showcase: bool = False
    words: float = 0.55


PROMPT = Habit()
FIRST = Habit(showcase=True, words=0.8)
SAME_DAY = Habit(days=0, sees=0.97, words=0.7)
HASTY = Habit(days=3, sees=0.35, words=0.1)
LATE = Habit(days=17, words=0.3)
GONE_QUIET = Habit(silent_weeks=4, words=0.4)
