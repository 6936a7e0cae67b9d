"""What was reached, in whose eyes, and since when."""

from datetime import date

from logbook.entries.models import EntryState
from logbook.entries.queries.reached import first_met
from tests.entries.work import entry_in, rate, round_id_of, submit
from tests.factories import WELDING, Cast


def test_the_first_time_counts_and_a_correction_or_a_withdrawn_day_takes_it_back(cast: Cast) -> None:
    early, late = (submit(cast, date=date(2026, 11, day)).entry_id for day in (17, 18))
    blind = submit(cast, date=date(2026, 11, 19)).entry_id
    withdrawn = entry_in(cast, EntryState.SUBMITTED, date=date(2026, 11, 20))
    rate(cast, "mentor", round_id_of(early), {"crack_free": "not_yet_reached", "removes_burrs": "done"})
    rate(cast, "teacher", round_id_of(early), {"undercut": "reached"})
    rate(cast, "mentor", round_id_of(late), {"crack_free": "reached", "undercut": "reached"})
    rate(cast, "supervisor", round_id_of(late), {"spatter_free": "reached"})
    rate(cast, "mentor", round_id_of(blind), {"restart": "reached", "grinding": "not_yet_reached"}, blind=True)
    rate(cast, "mentor", round_id_of(blind), {"restart": "not_yet_reached", "grinding": "reached"})
    rate(cast, "mentor", round_id_of(withdrawn.id), {"perfect_shape": "reached"})
    withdrawn.state = EntryState.DRAFT.value
    actor = cast.actor("learner")
    found = first_met(actor, actor.person_id)[WELDING]
    assert found == {"undercut": date(2026, 11, 17), "crack_free": date(2026, 11, 18), "grinding": date(2026, 11, 19)}
