"""Taking a learner's logbook along: the page, the file, the key that signs it and the schema that describes it."""

from uuid import UUID

from flask import Response, jsonify, send_file

from logbook.accounts.models import Looked
from logbook.accounts.services import tell_looks
from logbook.core.errors import NotFound
from logbook.core.unit_of_work import transaction
from logbook.privacy.models.archive import JobState
from logbook.privacy.models.kept_shape import json_schema
from logbook.privacy.queries.archives import archive_to_fetch, archives_of, learner_to_take_along
from logbook.privacy.services.archive_files import file_of, remove_file
from logbook.privacy.services.archive_key import fingerprint_of, public_key
from logbook.privacy.services.make_archive import ask_archive, cancel_archive
from logbook.web.actor import current_actor
from logbook.web.jobs import later, progress_of, stop
from logbook.web.private_file import PRIVATE_FILE
from logbook.web.rendering import render, see_other

from .archive_blueprint import pages


@pages.get("/learners/<uuid:learner_id>/archive")
def show(learner_id: UUID) -> Response:
    """Show what can be taken along of a learner, and how far it is."""
    actor = current_actor()
    learner = learner_to_take_along(actor, learner_id)
    jobs = archives_of(actor, learner_id)
    job = jobs[0] if jobs else None
    progress = progress_of(str(job.id)) if job else None
    return render("privacy/archive.html", "privacy/_archive_state.html", learner=learner, job=job, progress=progress)


@pages.post("/learners/<uuid:learner_id>/archive")
def ask(learner_id: UUID) -> Response:
    """Ask for the archive; the worker makes it."""
    actor = current_actor()
    with transaction():
        job = ask_archive(actor, learner_id)
        key, waits = str(job.id), job.state == JobState.WAITING
    if waits:
        later("make_archive", key)
    tell_looks(actor, [learner_id], Looked.ARCHIVE)
    return see_other(".show", learner_id=learner_id)


@pages.post("/archives/<uuid:job_id>/cancel")
def cancel(job_id: UUID) -> Response:
    """Stop an archive that is being made, or remove one that is ready."""
    with transaction():
        job = cancel_archive(current_actor(), job_id)
        learner_id = job.learner_id
    stop(str(job_id))
    remove_file(job_id)
    return see_other(".show", learner_id=learner_id)


@pages.get("/archives/<uuid:job_id>/file")
def file(job_id: UUID) -> Response:
    """Hand out the archive, for who asked for it and for one day; no cache keeps it."""
    archive_to_fetch(current_actor(), job_id)
    path = file_of(job_id)
    if not path.is_file():
        raise NotFound
    response = send_file(path, mimetype="application/zip", as_attachment=True, download_name="logboek.zip", etag=False)
    response.headers.update(PRIVATE_FILE)
    return response


@pages.get("/archive-key")
def key() -> Response:
    """Say with which key this installation signs; a school reads it here before it trusts an archive."""
    return jsonify(algorithm="Ed25519", public_key=public_key(), fingerprint=fingerprint_of(public_key()))


@pages.get("/archive.schema.json")
def schema() -> Response:
    """Publish the shape of an archive's document."""
    response = jsonify(json_schema())
    response.mimetype = "application/schema+json"
    return response
