"""The application factory: the only importer of views."""

from pathlib import Path

from flask import Flask, Response
from jinja2 import StrictUndefined

import logbook.authoring.models  # every table is known, whatever is imported first
import logbook.councils.models
import logbook.desk.models
import logbook.entries.models
import logbook.media.models
import logbook.people.models
import logbook.plans.models
import logbook.presence.models
import logbook.privacy.models.archive
import logbook.remediation.models
import logbook.reviews.models
import logbook.roster.models
import logbook.training.models
import logbook.visits.models  # noqa: F401
from logbook import config, navigation
from logbook.accounts.policy import device_words
from logbook.accounts.views import lock_here
from logbook.accounts.views import pages as accounts_pages
from logbook.authoring.views import pages as authoring_pages
from logbook.company_sheets.views import pages as company_sheets_pages
from logbook.core import clock
from logbook.core.roles import WITH_OUTBOX
from logbook.core.unit_of_work import prepare_engine
from logbook.councils.views import pages as councils_pages
from logbook.desk.views import pages as desk_pages
from logbook.entries.views import pages as entries_pages
from logbook.errors import explain
from logbook.extensions import babel, compress, csrf, db, login_manager, migrate
from logbook.insight.views import pages as insight_pages
from logbook.library.views import pages as library_pages
from logbook.library.views.sheets import pages as sheets_pages
from logbook.paper.views import pages as paper_pages
from logbook.people.views import pages as people_pages
from logbook.plans.views import pages as plans_pages
from logbook.presence.views import pages as presence_pages
from logbook.privacy.views.archive import pages as archive_pages
from logbook.privacy.views.promise import pages as promise_pages
from logbook.privacy.views.rights import pages as privacy_pages
from logbook.remediation.views import pages as remediation_pages
from logbook.reviews.views import pages as reviews_pages
from logbook.roster.views import pages as roster_pages
from logbook.security import guard, secure
from logbook.sheets.models import drawing_file, shapes_of
from logbook.sync.views import pages as sync_pages
from logbook.training.views import pages as training_pages
from logbook.visits.views import pages as visits_pages
from logbook.web.actor import current_actor, signed_in_actor
from logbook.web.assets import Assets
from logbook.web.assets import blueprint as assets_blueprint
from logbook.web.dates import FILTERS
from logbook.web.language import (
    LANGUAGE_NAMES,
    SourceDomain,
    choose_language,
    text_of,
    translate,
    translate_plural,
)
from logbook.web.links import outside
from logbook.web.phone_words import word_files
from logbook.web.rendering import see_other
from logbook.web.words import day_words, mark_words
from logbook.worker import make_queue

ROOT = Path(__file__).parent.parent
BLUEPRINTS = (
    accounts_pages,
    sheets_pages,
    entries_pages,
    insight_pages,
    councils_pages,
    remediation_pages,
    desk_pages,
    visits_pages,
    reviews_pages,
    sync_pages,
    roster_pages,
    archive_pages,
    promise_pages,
    privacy_pages,
    people_pages,
    training_pages,
    presence_pages,
    library_pages,
    authoring_pages,
    company_sheets_pages,
    plans_pages,
    paper_pages,
)


def create_app(settings: config.Config | None = None) -> Flask:
    """Return the application for `settings`, which default to the environment's."""
    settings = settings or config.from_environment()
    app = Flask("logbook", template_folder=str(ROOT / "templates"), static_folder=None)
    app.url_map.merge_slashes = False  # or a call with a doubled slash would be answered with a redirect
    app.config.from_mapping(settings.flask())
    app.extensions["logbook_config"] = settings
    secure(app, settings)
    _bind_extensions(app)
    guard(app)
    _prepare_templates(app)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    app.add_url_rule("/", "home", _home)
    explain(app)
    make_queue(app)
    return app


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_server_default=True)
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)
    compress.init_app(app)
    babel.init_app(app, locale_selector=choose_language, default_timezone=str(clock.LOCAL_ZONE))
    babel.domain_instance = SourceDomain()


def _prepare_templates(app: Flask) -> None:
    assets = Assets(ROOT / "static", word_files())
    app.extensions["logbook_assets"] = assets
    app.register_blueprint(assets_blueprint(assets))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.install_gettext_callables(translate, translate_plural, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters.update(FILTERS, device_words=device_words)
    app.jinja_env.globals.update(
        asset=assets.url,
        t=text_of,
        drawing_url=lambda name, side: f"{assets.url(drawing_file(name))}#w-{name}-{side}",
        joint_shapes=shapes_of,
        language_names=LANGUAGE_NAMES,
        today=clock.today,
        outside=outside,
        mark_words=mark_words,
        day_words=day_words,
        offline=app.extensions["logbook_config"].offline,
    )
    app.context_processor(_page_context)


def _page_context() -> dict[str, object]:
    actor = signed_in_actor()
    return {
        "actor": actor,
        "nav": navigation.places_of(actor),
        "language": choose_language(),
        "theme": actor.theme if actor else "",
        "large_print": actor is not None and actor.large_print,
        "easy_mode": actor is not None and actor.easy_mode,
        "lock": lock_here() if actor else None,  # a page of an error asks the database nothing
        "user_key": actor.membership_id if actor and actor.role in WITH_OUTBOX else None,
    }


def _home() -> Response:
    """Go where the day of the actor's role begins."""
    return see_other(navigation.home_of(current_actor().role))
