"""Everything that is kept about a learner goes along, or is left out for a reason that stands here."""

from flask import Flask

from logbook.extensions import db
from logbook.privacy.models.kept import TABLES

INSIDE = {"id", "school_id", "learner_id", "person_id", "owner_id", "history_id", "history"}
"""What means something inside one installation, or is the learner's own id."""
COLUMNS = {
    "event": {"session_id"},  # of no use without the session, which is there with its device
    "company": {"until_date", "photos_allowed"},  # the company's, not the learner's
    "workplace": {"address", "until_date"},
    "look": set(),
    "media": {"small_sha"},  # made again from the photo
    "membership": {"company_id", "confidential_at"},  # a learner's has neither
    "paired_device": {"phone_hash", "pin_hash", "tries"},  # secrets
    "sheet": {"latest"},  # how many versions there are by now
    "sheet_version": {"note"},
    "sign_in_session": {"token_sha256", "membership_id", "store", "waiting", "waiting_since", "waiting_told_at"}
    | {"device_id", "unlocked_at", "proof", "proved_at"},
    "entry": {"week"},  # follows from the date
    "placement_member": {"over_limit"},  # about the mentor
    "week_signature": {"address_sha256", "token_sha256", "expires_at"},  # the mentor's, and a secret
    "hand_over": {"class_id"},  # classes go by name
    "history": {"archive_id", "source_learner_id"},
    "lesson": {"class_id", "plan", "version", "ended_by", "ended_at"},  # the teacher's, about a class
    "lesson_learner": {"date"},  # the lesson's
    "council_decision": {"file_id", "choice_id", "version", "statement", "counter", "text", "decided_by"},  # minutes
    "council_action": {"file_id", "made_by", "closed_by", "commitment_id"},  # minutes
}
TABLES_LEFT_OUT = {
    "person": "the learner's row is the head of the document, the others are its people",
    "class_member": "goes along as `classes`, with the class's name and year",
    "source_id": "the number in the school's own administration",
    "legal_hold": "why the school may not erase: asked of the school, and about its own duty",
    "erasure": "what it erased is gone",
    "archive_job": "this archive itself",
    "pairing": "a code that was used or is over",
    "calendar_feed": "a secret address",
    "identity": "how the person signs in",
    "passkey": "how the person signs in",
    "recovery_code": "how the person signs in",
    "second_factor": "how the person signs in",
    "invitation": "how the person came in",
    "work_phone": "the mentor's",
    "mentor_condition": "the mentor's",
    "recognition": "the mentor's",
    "cover": "the mentors'",
    "roster_import": "the coordinator's",
    "retention_rule": "the coordinator's",
    "visit_rule": "the coordinator's",
    "attention_limits": "the coordinator's",
    "attention_snooze": "what teachers set aside among themselves for some weeks: asked of the school",
    "class_filter": "how a teacher looks at a class",
    "class_seen": "until when a teacher read the news of a class",
    "council": "the class council's",
    "council_member": "the class council's",
    "council_file": "the council's minutes: the learner reads the decision on the own page, the rest at school",
    "council_seal": "the hash of the minutes",
    "council_addendum": "stands beside the minutes",
    "sheet_draft": "a sheet that teachers are still writing",
    "worked_version": "what the next day is made with; days and rounds say their own version, events tell of a move",
    "opening_statement": "what a member said to the council",
    "company_sheet": "what a workplace says of its work: the same for every learner there",
    "company_sheet_photo": "the workplace's",
}


def test_every_table_about_people_is_in_it_or_left_out_for_a_reason(app: Flask) -> None:
    there = {kept.table.name for kept in TABLES}
    about = {table.name for table in db.metadata.sorted_tables if _about_people(table)}
    assert about - there == set(TABLES_LEFT_OUT)


def _about_people(table: object) -> bool:
    columns = table.columns  # type: ignore[attr-defined]
    return table.name == "person" or any(  # type: ignore[attr-defined]
        key.column.table.name == "person" for column in columns for key in column.foreign_keys
    )


def test_every_column_is_in_it_or_left_out_for_a_reason(app: Flask) -> None:
    for kept in TABLES:
        rest = {column.name for column in kept.table.columns} - set(kept.columns) - INSIDE
        assert rest == COLUMNS.get(kept.table.name, set()), kept.table.name
