"""A coordinator brings in the logbook that a learner kept at an earlier school."""

from uuid import UUID

from flask import Response, request
from marshmallow import Schema, fields

from logbook.core.errors import Rejected, TooLarge
from logbook.core.ids import new_id
from logbook.core.texts import N_
from logbook.core.unit_of_work import let_go, transaction
from logbook.privacy.queries.archives import imports_of, learners_like, own_import
from logbook.privacy.services.archive_files import remove_file
from logbook.privacy.services.import_archive import apply_import, ask_import, drop_import, keep_upload
from logbook.web.actor import current_actor
from logbook.web.forms import Loaded, load
from logbook.web.jobs import later, progress_of, stop
from logbook.web.rendering import render, see_other

from .archive_blueprint import pages

NO_FILE = N_("Kies een bestand.")
TOO_LARGE = N_("Dit bestand is groter dan 300 MB.")


class ApplySchema(Schema):
    """For whom the history comes in: one of the school's learners, or nobody yet."""

    learner = fields.UUID(load_default=None)


@pages.get("/history")
def imports() -> Response:
    """Ask for an archive; list what came in before."""
    return _imports(Loaded({}))


def _imports(form: Loaded, status: int = 200) -> Response:
    return render("privacy/history.html", status=status, form=form, past=imports_of(current_actor()))


@pages.post("/history")
def send() -> Response:
    """Keep the archive that was sent; the worker looks at it. Nothing changes yet."""
    actor, job_id, form = current_actor(), new_id(), Loaded({})
    let_go()  # nobody waits while a big file arrives
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            form.refuse({"file": [NO_FILE]})
        else:
            keep_upload(job_id, sent.stream)
    except TooLarge:
        form.refuse({"file": [TOO_LARGE]})
    if not form.ok:
        return _imports(form, 422)
    with transaction():
        ask_import(actor, job_id)
    later("check_import", str(job_id))
    return see_other(".preview", job_id=job_id)


@pages.get("/history/<uuid:job_id>")
def preview(job_id: UUID) -> Response:
    """Show how far the worker is, then what would come in, then that it did."""
    actor = current_actor()
    job = own_import(actor, job_id)
    like = learners_like(actor, job.found["name"]) if job.found and not job.found["again"] else []
    page = ("privacy/bring_in.html", "privacy/_bring_in_state.html")
    return render(*page, job=job, progress=progress_of(str(job_id)), like=like)


@pages.post("/history/<uuid:job_id>/apply")
def apply(job_id: UUID) -> Response:
    """Take it in; the worker does. 409 when it was not looked at yet, or is in already."""
    form = load(ApplySchema())
    if not form.ok:
        raise Rejected(form.errors)
    with transaction():
        apply_import(current_actor(), job_id, form.value["learner"])
    later("finish_import", str(job_id))
    return see_other(".preview", job_id=job_id)


@pages.post("/history/<uuid:job_id>/drop")
def drop(job_id: UUID) -> Response:
    """Let go of what was sent in, also while the worker is at it."""
    with transaction():
        drop_import(current_actor(), job_id)
    stop(str(job_id))
    remove_file(job_id)
    return see_other(".imports")
