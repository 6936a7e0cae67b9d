"""A learner goes to another class: access follows the dates, and the note goes along."""

from datetime import date, timedelta

from logbook.accounts.models import Person
from logbook.accounts.queries import looks_at
from logbook.core import clock
from logbook.core.roles import Role
from logbook.core.unit_of_work import transaction
from logbook.training.queries import relation_to
from tests.conftest import FRIDAY
from tests.factories import Cast, make_class, make_year
from tests.people.school import deeds, times_of

NOTE = "Lotte werkt graag met een voorbeeld ernaast."
MONDAY = FRIDAY + timedelta(days=3)


def move(cast: Cast, client, status: int = 303, **more: object):
    form = {"class_id": cast.other_group.id, "day": "2026-11-23", "note": NOTE} | more
    return client.post(f"/people/{cast.learner.id}/move", form, status)


def reaches(cast: Cast, name: str, learner: Person) -> bool:
    return relation_to(cast.actor(name), learner.id) is not None


def test_access_follows_the_day_of_the_move(cast: Cast, client_for) -> None:
    move(cast, client_for(cast.coordinator))
    assert reaches(cast, "teacher", cast.learner) and not reaches(cast, "other_teacher", cast.learner)
    with clock.freeze(FRIDAY + timedelta(days=2)):
        assert reaches(cast, "teacher", cast.learner) and not reaches(cast, "other_teacher", cast.learner)
    with clock.freeze(MONDAY):
        assert not reaches(cast, "teacher", cast.learner) and reaches(cast, "other_teacher", cast.learner)
        assert not reaches(cast, "counsellor", cast.learner)
        assert reaches(cast, "teacher", cast.other_learner), "the classmate stays"


def test_the_note_is_read_by_who_receives_the_learner_and_by_the_learner(cast: Cast, client_for) -> None:
    move(cast, client_for(cast.coordinator))
    where = f"/learners/{cast.learner.id}/hand-overs"
    client_for(cast.other_teacher).get(where, 404)
    with clock.freeze(MONDAY):
        for name in ("other_teacher", "coordinator", "learner"):
            assert NOTE in client_for(getattr(cast, name)).get(where).text
        for name in ("teacher", "other_learner", "outsider"):
            client_for(getattr(cast, name)).get(where, 404)


def test_a_note_at_school_is_not_the_companys(cast: Cast, client_for) -> None:
    move(cast, client_for(cast.coordinator))
    assert NOTE not in client_for(cast.mentor).get(f"/learners/{cast.learner.id}/hand-overs").text


def test_a_note_at_work_is_the_placements_mentors(cast: Cast, client_for) -> None:
    where, write = f"/learners/{cast.learner.id}/hand-overs", f"/placements/{cast.placement.id}/hand-overs"
    client = client_for(cast.coordinator)
    client.get(write)
    client.post(write, {"note": NOTE})
    client.post(write, {"note": NOTE})
    assert deeds("hand_over") == 1
    assert NOTE in client_for(cast.mentor).get(where).text
    client_for(cast.other_mentor).get(where, 404)
    client_for(cast.other_mentor).post(write, {"note": NOTE}, 404)
    client_for(cast.supervisor).post(write, {"note": NOTE}, 404)
    client.post(write, {"note": "x" * 2001}, 422)


def test_markup_in_a_note_stays_words(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    move(cast, client, note="<script>alert(1)</script>\n\n<img src=x>")
    page = client.get(f"/learners/{cast.learner.id}/hand-overs")
    assert "<img src=x>" in page.one(".card").get_text()


def test_the_times_join_without_a_gap(cast: Cast, client_for) -> None:
    move(cast, client_for(cast.coordinator))
    old, new = times_of(cast.learner)
    assert (old.until_date, new.from_date) == (date(2026, 11, 22), date(2026, 11, 23))


def test_the_same_move_twice_is_one(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    move(cast, client)
    move(cast, client)
    assert len(times_of(cast.learner)) == 2 and deeds("hand_over") == 1 and deeds("join_class") == 1


def test_a_move_on_the_day_of_a_mistake_takes_the_mistake_back(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    move(cast, client)
    move(cast, client, class_id=cast.group.id, note="")
    assert [time.class_id for time in times_of(cast.learner)] == [cast.group.id, cast.group.id]
    with clock.freeze(MONDAY):
        assert reaches(cast, "teacher", cast.learner) and not reaches(cast, "other_teacher", cast.learner)


def test_to_the_class_one_is_in_is_no_move(cast: Cast, client_for) -> None:
    page = move(cast, client_for(cast.coordinator), 422, class_id=cast.group.id)
    assert NOTE in page.form("form.stack")["note"]


def test_to_a_class_of_another_school_or_another_year_is_refused(cast: Cast, client_for) -> None:
    with transaction():
        foreign = make_class(cast.other_school, make_year(cast.other_school), "5 Elders")
    client = client_for(cast.coordinator)
    move(cast, client, 404, class_id=foreign.id)
    move(cast, client, 422, day="2028-01-01")
    assert len(times_of(cast.learner)) == 1


def test_only_a_learner_of_the_school_is_moved(cast: Cast, client_for) -> None:
    client = client_for(cast.coordinator)
    form = {"class_id": cast.other_group.id, "day": "2026-11-23"}
    for person in (cast.teacher, cast.foreign_learner):
        client.post(f"/people/{person.id}/move", form, 404)


def test_another_class_of_the_learners_other_school_is_left_alone(cast: Cast, client_for) -> None:
    with transaction():
        foreign = make_class(cast.other_school, make_year(cast.other_school), "5 Elders")
        from tests.factories import join_class

        join_class(foreign, cast.learner, Role.LEARNER)
    move(cast, client_for(cast.coordinator))
    assert next(time for time in times_of(cast.learner) if time.class_id == foreign.id).until_date is None


def test_reading_the_notes_is_a_look(cast: Cast, client_for) -> None:
    where = f"/learners/{cast.learner.id}/hand-overs"
    for name in ("teacher", "learner"):
        client_for(getattr(cast, name)).get(where)
    assert [look.viewer_id for look, _person in looks_at(cast.learner.id)] == [cast.teacher.id]
