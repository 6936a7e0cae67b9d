"""Every endpoint with the roles that may reach it. An endpoint that is not here answers nobody, and fails a test.

This is the outer gate. Whose learner, week or sheet it is, the queries and policies of each feature decide.
"""

from logbook.core.roles import AT_WORK, EVERYONE, SCHOOL_STAFF, TEACHING, WITH_OUTBOX, Role

PUBLIC: frozenset[Role] | None = None
LEARNER = frozenset({Role.LEARNER})
MENTOR = frozenset({Role.MENTOR})
SUPERVISOR = frozenset({Role.SUPERVISOR})
WATCHING = EVERYONE - LEARNER

PERMISSIONS: dict[str, frozenset[Role] | None] = {
    "assets.file": PUBLIC,
    "home": EVERYONE,
    # the app itself, which a phone keeps; about nobody
    "sync.worker": PUBLIC,
    "sync.manifest": PUBLIC,
    "sync.offline": PUBLIC,
    "sync.outbox": PUBLIC,
    "sync.shared": PUBLIC,
    "sync.share": PUBLIC,
    "sync.api.sign_out": PUBLIC,
    # what a phone sends, and what it takes along
    "sync.api.ping": WITH_OUTBOX,
    "sync.api.op_status": WITH_OUTBOX,
    "sync.api.changes": WITH_OUTBOX,
    "sync.api.entry_op": LEARNER,
    "sync.api.entry": LEARNER,
    "sync.api.week_op": WITH_OUTBOX,
    "sync.api.day_op": LEARNER,
    "sync.api.commitment_op": WITH_OUTBOX,
    "sync.api.photo": WITH_OUTBOX,
    "sync.api.spoken": WITH_OUTBOX,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.ask_code": PUBLIC,
    "accounts.code": PUBLIC,
    "accounts.use_code": PUBLIC,
    "accounts.sign_in_language": PUBLIC,
    "accounts.demo": PUBLIC,
    "accounts.demo_sign_in": PUBLIC,
    "accounts.sign_out": EVERYONE,
    "accounts.me": EVERYONE,
    "accounts.display": EVERYONE,
    "accounts.role": EVERYONE,
    "accounts.end_session": EVERYONE,
    # sheets
    "sheets.index": EVERYONE,
    "sheets.show": EVERYONE,
    "sheets.criterion": EVERYONE,
    "sheets.stages": EVERYONE,
    "sheets.stage": EVERYONE,
    # the learner's own work; everybody with a relation to the learner reads an entry
    "entries.new": LEARNER,
    "entries.show": EVERYONE,
    "entries.photo": EVERYONE,
    "entries.small_photo": EVERYONE,
    "entries.spoken": EVERYONE,
    "entries.submit": LEARNER,
    "entries.keep": LEARNER,
    "entries.withdraw": LEARNER,
    "entries.take_up": EVERYONE,
    "entries.day": LEARNER,
    "entries.soft_skills": LEARNER,
    "entries.rate_soft_skills": LEARNER,
    "entries.keep_soft_skills": LEARNER,
    # the learner's pages
    "insight.today": LEARNER,
    "insight.this_week": LEARNER,
    "insight.week": LEARNER,
    "insight.progress": LEARNER,
    "insight.learners": WATCHING,
    "insight.learner_progress": WATCHING,
    # the reviewers' pages; everybody with a relation to the learner reads a week
    "reviews.inbox": MENTOR | SUPERVISOR | TEACHING,
    "reviews.week": EVERYONE,
    "reviews.review": MENTOR | TEACHING,
    "reviews.keep": MENTOR,
    "reviews.reopen_week_form": MENTOR | TEACHING,
    "reviews.reopen_week": MENTOR | TEACHING,
    "reviews.return_form": MENTOR | TEACHING,
    "reviews.return_entry": MENTOR | TEACHING,
    "reviews.reopen_form": MENTOR | TEACHING,
    "reviews.reopen": MENTOR | TEACHING,
    "reviews.rate_form": SUPERVISOR | TEACHING,
    "reviews.rate": SUPERVISOR | TEACHING,
    "reviews.blind_form": MENTOR,
    "reviews.blind": MENTOR,
    "reviews.round_form": TEACHING,
    "reviews.new_round": TEACHING,
    "reviews.close_commitment": LEARNER | MENTOR | TEACHING,
    # the school's pages; the learner and the mentor lay the three views side by side as well
    "insight.classes": SCHOOL_STAFF,
    "insight.class_view": SCHOOL_STAFF,
    "insight.three_party": SCHOOL_STAFF | LEARNER | MENTOR,
    "insight.evidence": SCHOOL_STAFF | LEARNER | MENTOR,
    "councils.index": SCHOOL_STAFF,
    "councils.class_file": SCHOOL_STAFF,
    "councils.learner_file": SCHOOL_STAFF,
}
__all__ = [
    "AT_WORK",
    "LEARNER",
    "MENTOR",
    "PERMISSIONS",
    "PUBLIC",
    "SCHOOL_STAFF",
    "SUPERVISOR",
    "TEACHING",
    "WATCHING",
]
