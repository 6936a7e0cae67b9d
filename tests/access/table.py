"""The reviewed table: for each endpoint that names somebody's thing, who may, for whose thing.

The things belong to three learners: `own` is the cast's learner, `other` her classmate at another company, `foreign`
a learner of another school. Whoever is not named here gets 404, or 403 where reading is allowed and the deed is not.
"""

from tests.access.authoring_table import AUTHORING, AUTHORING_OWN
from tests.access.company_sheets_table import COMPANY_SHEETS, COMPANY_SHEETS_OWN
from tests.access.councils_table import COUNCILS, COUNCILS_OWN
from tests.access.desk_table import DESK, DESK_DEEDS, DESK_OWN
from tests.access.insight_table import INSIGHT, INSIGHT_OWN
from tests.access.library_table import LIBRARY, LIBRARY_OWN
from tests.access.paper_table import PAPER, PAPER_OWN
from tests.access.plans_table import PLANS, PLANS_OWN
from tests.access.reach import (
    ALL,
    CHILDREN,
    COORDINATOR,
    COORDINATORS,
    LEARNERS,
    LETTING_IN,
    MENTORS,
    NOBODY,
    REACH,
    REASON,
    SCHOOL,
    SHEET,
    TEACHERS,
    Rule,
)
from tests.access.remediation_table import REMEDIATION, REMEDIATION_OWN
from tests.access.visits_table import VISITS, VISITS_OWN
from tests.sync.phone import op

__all__ = ["OWN_DEEDS", "OWN_PAGES", "REACH", "TABLE", "Rule"]

TABLE: dict[str, Rule] = (
    {
        # entries
        "entries.show": Rule("entry", ALL),
        "entries.photo": Rule("photo", ALL),
        "entries.small_photo": Rule("photo", ALL),
        "entries.spoken": Rule("spoken", ALL),
        "entries.submit": Rule("entry", LEARNERS, post=True, data=SHEET),
        "entries.keep": Rule("entry", LEARNERS, post=True, data=SHEET),
        "entries.withdraw": Rule("entry", LEARNERS, post=True),
        "entries.take_up": Rule("entry", NOBODY, post=True, more={"rev": 1}),  # nothing was kept aside
        "entries.soft_skills": Rule("week", LEARNERS),
        "entries.rate_soft_skills": Rule("week", LEARNERS, post=True),
        "entries.keep_soft_skills": Rule("week", LEARNERS, post=True),
        # reviews: the placement's mentor; the mentor is not late, so the teachers read and do not decide
        "reviews.week": Rule("week", ALL),
        "reviews.review": Rule("week", MENTORS, post=True),
        "reviews.keep": Rule("week", MENTORS, post=True),
        "reviews.reopen_week_form": Rule("approved_week", MENTORS),
        "reviews.reopen_week": Rule("approved_week", MENTORS, post=True, data=REASON),
        "reviews.return_form": Rule("entry", MENTORS),
        "reviews.return_entry": Rule("entry", MENTORS, post=True, data=REASON | {"rev": "1"}),
        "reviews.reopen_form": Rule("approved_entry", MENTORS),
        "reviews.reopen": Rule("approved_entry", MENTORS, post=True, data=REASON),
        # nothing is sealed in this school: it leads back to the week
        "reviews.blind_form": Rule("entry", MENTORS),
        "reviews.blind": Rule("entry", MENTORS, post=True),
        "reviews.rate_form": Rule("entry", TEACHERS | {"supervisor"}),
        "reviews.rate": Rule("entry", TEACHERS | {"supervisor"}, post=True),
        "reviews.round_form": Rule("learner", TEACHERS),
        "reviews.new_round": Rule("learner", TEACHERS, post=True),
        "reviews.sign_form": Rule("week", LEARNERS),
        "reviews.sign": Rule("week", LEARNERS, post=True),
        # no signature waits
        "reviews.sign_again": Rule("week", LEARNERS, post=True),
        "reviews.close_commitment": Rule("commitment", LEARNERS | MENTORS | TEACHERS, post=True, more={"deed": "done"}),
        # the same deeds from a phone; a learner's own view of it is tried with the weeks
        "sync.api.entry": Rule("entry", LEARNERS),
        "sync.api.entry_op": Rule("entry", LEARNERS, deed=op("withdraw", {})),
        "sync.api.week_op": Rule("week", MENTORS, deed=op("week.review", {"version": 1, "approve": True})),
        "sync.api.commitment_op": Rule("commitment", LEARNERS | MENTORS, deed=op("commitment.close", {"deed": "done"})),
        # placements
        "training.placement": Rule("placement", ALL),
        "training.change_form": Rule("placement", {"coordinator"}),
        "training.change": Rule("placement", {"coordinator"}, post=True),
        "training.member_form": Rule("placement", {"coordinator"}),
        "training.add_member": Rule("placement", {"coordinator"}, post=True),
        "training.edit_member_form": Rule("placement_member", {"coordinator"}),
        "training.edit_member": Rule("placement_member", {"coordinator"}, post=True),
        "training.cover_form": Rule("placement", MENTORS | {"coordinator"}),
        "training.cover": Rule("placement", MENTORS | {"coordinator"}, post=True),
        "training.mentor": Rule("placement_mentor", MENTORS | SCHOOL | {"company_coordinator"}),
        "training.record_condition": Rule("placement_mentor", {"coordinator"}, post=True),
        "training.record_recognition": Rule("placement_mentor", {"coordinator"}, post=True),
        "training.checklists": Rule("placement", ALL),
        "training.tick": Rule(
            "placement", ALL - LEARNERS, post=True, more={"item": "expectations"}, data={"done": "1"}
        ),
        "training.team": Rule("placement", ALL),
        "training.work_phone": Rule("placement", ALL - LEARNERS, post=True),
        # presence
        "presence.hours": Rule("learner", ALL - LEARNERS - {"supervisor"}),
        "presence.class_hours": Rule("class", SCHOOL),
        "presence.week": Rule("week", ALL - {"supervisor"}),
        "presence.confirm": Rule("week", MENTORS | SCHOOL, post=True),
        "presence.state": Rule("week", MENTORS | SCHOOL, post=True),
        "presence.compensation_form": Rule("learner", SCHOOL),
        "presence.compensate": Rule("learner", SCHOOL, post=True),
        "presence.take_back": Rule("learner", SCHOOL, post=True),
        # reading across
        "insight.learner_progress": Rule("learner", ALL - LEARNERS),
        "insight.three_party": Rule("learner", LEARNERS | MENTORS | SCHOOL),
        "insight.evidence": Rule("learner", LEARNERS | MENTORS | SCHOOL),
        "insight.class_view": Rule("class", SCHOOL),
        # looking after the school's people; a company's coordinator after the own company's
        "accounts.end_phone": Rule("own_phone", LEARNERS, post=True),
        "people.class_phones": Rule("class", LETTING_IN),
        "people.print_class_codes": Rule("class", LETTING_IN, post=True),
        "people.phones": Rule("learner", LETTING_IN),
        "people.print_code": Rule("learner", LETTING_IN, post=True),
        "people.end_phone": Rule("phone", LETTING_IN, post=True),
        "people.hand_overs": Rule("learner", LEARNERS | MENTORS | SCHOOL),
        "people.note_form": Rule("placement", MENTORS | SCHOOL),
        "people.write_note": Rule("placement", MENTORS | SCHOOL, post=True),
        "people.take_back_holiday": Rule("holiday", COORDINATOR, post=True),
        "people.class_page": Rule("class", COORDINATOR),
        "people.keep_class": Rule("class", COORDINATOR, post=True),
        "people.member_form": Rule("class", COORDINATOR),
        "people.add_member": Rule("class", COORDINATOR, post=True),
        "people.member_end_form": Rule("class_person", COORDINATOR),
        "people.end_member": Rule("class_person", COORDINATOR, post=True),
        "people.company": Rule("company", COORDINATORS),
        "people.keep_company": Rule("company", COORDINATOR, post=True),
        "people.add_workplace": Rule("company", COORDINATORS, post=True),
        "people.workplace": Rule("workplace", COORDINATORS),
        "people.keep_workplace": Rule("workplace", COORDINATORS, post=True),
        "people.person": Rule("staff", COORDINATORS),
        # a teacher lets in who looks after the own learners at work
        "people.access": Rule("guest", COORDINATORS | TEACHERS),
        "people.invite": Rule("guest", COORDINATORS | TEACHERS, post=True),
        "people.recover_access": Rule("guest", COORDINATORS | TEACHERS, post=True),
        "people.invitation_run": Rule("invitation_run", COORDINATOR),
        "people.cancel_invitations": Rule("invitation_run", COORDINATOR, post=True),
        "people.correct_form": Rule("staff", COORDINATORS),
        "people.correct": Rule("staff", COORDINATORS, post=True),
        "accounts.end_sessions_of": Rule("staff", COORDINATOR, post=True),
        "accounts.remove_second_factor_of": Rule("staff", COORDINATOR, post=True),
        "people.role_form": Rule("staff", COORDINATORS),
        "people.give_role": Rule("staff", COORDINATORS, post=True, data={"role": "mentor"}),
        "people.role_end_form": Rule("membership", COORDINATORS),
        "people.end_role": Rule("membership", COORDINATORS, post=True),
        "people.end_guardianship": Rule("guardianship", COORDINATOR, post=True),
        "people.move_form": Rule("learner", COORDINATOR),
        "people.move": Rule("learner", COORDINATOR, post=True),
        # taking a logbook along: the own, or one of the school's; the file is for who asked for it
        "archive.show": Rule("learner", LEARNERS | COORDINATOR),
        "archive.ask": Rule("learner", LEARNERS | COORDINATOR, post=True),
        "archive.cancel": Rule("archive", LEARNERS, post=True),
        "archive.file": Rule("archive", LEARNERS),
        # whether a company wants photos
        "archive.photos": Rule("company", COORDINATOR | MENTORS | {"company_coordinator"}),
        "archive.switch_photos": Rule(
            "company", COORDINATOR | MENTORS | {"company_coordinator"}, post=True, data={"photos": "no"}
        ),
        # bringing one in: the school's own
        "archive.preview": Rule("history", COORDINATOR),
        "archive.apply": Rule("history", COORDINATOR, post=True),
        "archive.drop": Rule("history", COORDINATOR, post=True),
        # privacy: a guardian asks for the own child, whatever the school lets guardians read
        "privacy.corrections": Rule("learner", LEARNERS, also=CHILDREN),
        "privacy.ask": Rule("learner", LEARNERS, post=True, also=CHILDREN),
        "privacy.take_back": Rule("correction", LEARNERS, post=True),
        "privacy.correction": Rule("correction", COORDINATOR),
        "privacy.answer": Rule("correction", COORDINATOR, post=True),
        "privacy.subject": Rule("subject", COORDINATOR),
        "privacy.at_learner": Rule("subject", COORDINATOR),
        "privacy.at_learner_file": Rule("subject", COORDINATOR),
        "privacy.seen": Rule("subject", COORDINATOR),
        "privacy.seen_file": Rule("subject", COORDINATOR),
        "privacy.hold": Rule("subject", COORDINATOR, post=True),
        "privacy.lift": Rule("subject", COORDINATOR, post=True),
        "privacy.erase_form": Rule("subject", COORDINATOR),
        "privacy.erase": Rule("subject", COORDINATOR, post=True),
        "privacy.erasure": Rule("erasure", COORDINATOR),
        "privacy.stop": Rule("erasure", COORDINATOR, post=True),
        # reading in a roster: the school's own
        "roster.show": Rule("import", COORDINATOR),
        "roster.apply": Rule("import", COORDINATOR, post=True, data={"agreed": "another"}),
        "roster.stop_work": Rule("import", COORDINATOR, post=True),
        "roster.drop": Rule("import", COORDINATOR, post=True),
        "roster.undo": Rule("import", COORDINATOR, post=True),
    }
    | INSIGHT
    | DESK
    | VISITS
    | REMEDIATION
    | AUTHORING
    | COMPANY_SHEETS
    | LIBRARY
    | PAPER
    | PLANS
    | COUNCILS
)

# Pages that name nobody's thing: everyone whose role is listed gets the own one.
OWN_PAGES = (
    {
        "privacy.own",
        "privacy.asked",
        "privacy.erasures",
        "privacy.periods",
        "privacy.period",
        "presence.own",
        "presence.calendars",
        "accounts.new_pin",
        "roster.index",
        "archive.imports",
        "promise.show",
        "roster.example",
        "training.placements",
        "training.attention",
        "training.new",
        "home",
        "accounts.me",
        "accounts.app",
        "accounts.prove",
        "accounts.school_sign_in",
        "insight.today",
        "insight.this_week",
        "insight.week",
        "insight.progress",
        "insight.learners",
        "insight.classes",
        "reviews.inbox",
        "reviews.first",
        "sync.api.changes",
        "entries.new",
        "people.index",
        "people.settings",
        "people.years",
        "people.tracks",
        "people.classes",
        "people.companies",
        "people.people",
        "people.invitations",
        "people.person_form",
        "sheets.show",
        "sheets.criterion",
        "sheets.stages",
        "sheets.stage",
    }
    | INSIGHT_OWN
    | DESK_OWN
    | VISITS_OWN
    | REMEDIATION_OWN
    | AUTHORING_OWN
    | COMPANY_SHEETS_OWN
    | LIBRARY_OWN
    | PAPER_OWN
    | PLANS_OWN
    | COUNCILS_OWN
)
# Deeds on the actor's own sign-in, days and phone: tested with the accounts, the days and the phones themselves.
OWN_DEEDS = {
    "privacy.keep",
    "presence.make_feed",
    "presence.revoke_feed",
    "accounts.choose_pin",
    "roster.upload",
    "archive.send",
    "promise.keep",
    "training.place",
    "library.assign",
    "paper.take",
    "accounts.display",
    "accounts.role",
    "accounts.end_session",
    "accounts.end_other_sessions",
    "accounts.remove_passkey",
    "accounts.remove_app",
    "accounts.mail_proof",
    "accounts.prove_by_code",
    "accounts.prove_by_passkey",
    "accounts.set_school_sign_in",
    "accounts.sign_out",
    "entries.day",
    "people.keep_school",
    "people.add_year",
    "people.add_holiday",
    "people.add_class",
    "people.add_company",
    "people.add_person",
    "people.invite_many",
    "sync.api.day_op",
    "sync.api.ping",
    "sync.api.op_status",
    "sync.api.photo",
    "sync.api.spoken",
} | DESK_DEEDS
