"""Pairing learners' phones: who has one, codes to print, ending one."""

from uuid import UUID

import segno
from flask import Response
from markupsafe import Markup

from logbook.accounts.queries import open_codes, phones_of
from logbook.core.unit_of_work import transaction
from logbook.people.schemas.phones import ClassCodesSchema, CodeSchema
from logbook.people.services import pair
from logbook.training.queries import class_of, learner_in_reach, learners_of_class
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.links import outside
from logbook.web.rendering import render, see_other

from .blueprint import pages
from .forms import take


@pages.get("/classes/<uuid:class_id>/phones")
def class_phones(class_id: UUID) -> Response:
    """Show which learners of a class have a phone, with the form for codes."""
    return _class(class_id, Loaded({}))


def _class(class_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    group = class_of(actor, class_id)
    learners = learners_of_class(group.id)
    ids = [each.id for each in learners]
    phones, codes = phones_of(ids, actor.school_id), open_codes(ids, actor.school_id)
    chosen = form.typed.get("learners", [str(each) for each in ids if each not in phones])
    return render(
        "people/class_phones.html",
        status=status,
        form=form,
        group=group,
        learners=learners,
        phones=phones,
        codes=codes,
        chosen=chosen,
    )


@pages.post("/classes/<uuid:class_id>/phones")
def print_class_codes(class_id: UUID) -> Response:
    """Make codes for the chosen learners and show the page to print."""
    form = load(ClassCodesSchema())
    printed = take(form, lambda: _print_class(class_id, form.value))
    return _printed(printed, "people.class_phones", class_id=class_id) if printed else _class(class_id, form, 422)


def _print_class(class_id: UUID, asked: dict[str, object]) -> pair.Printed:
    chosen = set(asked["learners"])  # type: ignore[call-overload]
    return pair.print_for_class(current_actor(), class_id, chosen, shared=asked["kind"] == "shared")


@pages.get("/learners/<uuid:learner_id>/phones")
def phones(learner_id: UUID) -> Response:
    """Show a learner's phones."""
    return _learner(learner_id, Loaded({}))


def _learner(learner_id: UUID, form: Loaded, status: int = 200) -> Response:
    actor = current_actor()
    person = learner_in_reach(actor, learner_id)
    paired = phones_of([person.id], actor.school_id)[person.id]
    until = open_codes([person.id], actor.school_id).get(person.id)
    return render("people/phones.html", status=status, form=form, person=person, phones=paired, until=until)


@pages.post("/learners/<uuid:learner_id>/phones")
def print_code(learner_id: UUID) -> Response:
    """Make a code for one learner and show it."""
    form = load(CodeSchema())
    shared = form.ok and form.value["kind"] == "shared"
    printed = take(form, lambda: pair.print_for_learner(current_actor(), learner_id, shared=shared))
    return _printed(printed, "people.phones", learner_id=learner_id) if printed else _learner(learner_id, form, 422)


def _printed(printed: pair.Printed, back: str, **where: UUID) -> Response:
    """Return the page to print: the codes are nowhere else in clear, so it answers the deed and has no address."""
    address = outside("accounts.pair")
    cards = [(name, code, _qr(f"{address}#{code.replace('-', '')}")) for name, code in printed.codes]
    return render("people/codes.html", printed=printed, cards=cards, address=address, back=back, where=where)


def _qr(text: str) -> Markup:
    """Return a QR as a drawing; what stands behind the `#` never reaches a server."""
    return Markup(segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=3))  # noqa: S704


@pages.post("/learners/<uuid:learner_id>/phones/<uuid:device_id>/end")
def end_phone(learner_id: UUID, device_id: UUID) -> Response:
    """End a phone of a learner."""
    with transaction():
        pair.end_phone(current_actor(), learner_id, device_id)
    return see_other("people.phones", learner_id=learner_id)
