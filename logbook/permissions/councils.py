"""The class council and its documents."""

from logbook.core.roles import SCHOOL_STAFF, Role

MEMBERS = SCHOOL_STAFF | {Role.MENTOR}

COUNCILS: dict[str, frozenset[Role] | None] = {
    # the documents
    "councils.class_file": SCHOOL_STAFF,
    "councils.learner_file": SCHOOL_STAFF,
    "councils.learner_pdf": SCHOOL_STAFF,
    "councils.class_sheet": SCHOOL_STAFF,
    "councils.ask_pdf": SCHOOL_STAFF,
    "councils.ask_minutes_pdf": MEMBERS,
    "councils.printing": MEMBERS,
    "councils.cancel_pdf": MEMBERS,
    "councils.print_file": MEMBERS,
    "councils.frozen_file": MEMBERS,
    "councils.frozen_pdf": MEMBERS,
    # planning and leading
    "councils.index": MEMBERS,
    "councils.plan_form": SCHOOL_STAFF,
    "councils.plan": SCHOOL_STAFF,
    "councils.council": MEMBERS,
    "councils.change_form": SCHOOL_STAFF,
    "councils.change": SCHOOL_STAFF,
    "councils.open_up": SCHOOL_STAFF,
    "councils.tell": SCHOOL_STAFF,
    "councils.start": SCHOOL_STAFF,
    "councils.close": SCHOOL_STAFF,
    # a member's statement
    "councils.member": MEMBERS,
    "councils.member_file": MEMBERS,
    "councils.give": MEMBERS,
    "councils.others": MEMBERS,
    # in session
    "councils.session": SCHOOL_STAFF,
    "councils.decide": SCHOOL_STAFF,
    "councils.act": SCHOOL_STAFF,
    "councils.take_back": SCHOOL_STAFF,
    "councils.attend": SCHOOL_STAFF,
    "councils.beamer": SCHOOL_STAFF,
    # afterwards
    "councils.all_minutes": MEMBERS,
    "councils.learner_minutes": MEMBERS,
    "councils.add": MEMBERS,
    "councils.actions": SCHOOL_STAFF,
    "councils.close_action": SCHOOL_STAFF,
    "councils.own": frozenset({Role.LEARNER, Role.GUARDIAN}),
    # the school's list
    "councils.choices": frozenset({Role.COORDINATOR}),
    "councils.add_choice": frozenset({Role.COORDINATOR}),
    "councils.drop_choice": frozenset({Role.COORDINATOR}),
}
