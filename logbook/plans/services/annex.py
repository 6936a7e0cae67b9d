"""The plan as the annex of the agreement: who, where, which sheet where and when, who agreed."""

from flask import current_app

from logbook.accounts.models import School
from logbook.core import clock
from logbook.core.actor import Actor
from logbook.extensions import db
from logbook.plans.queries import PlanPage
from logbook.web.language import choose_language
from logbook.web.press import Press

STYLE = "plan-print.css"


def annex_pdf(actor: Actor, page: PlanPage) -> bytes:
    """Return a plan that the actor may see as a PDF in the reader's language. Raises NoPdf."""
    return Press(STYLE, lambda _address: None).print(annex_text(actor, page))


def annex_text(actor: Actor, page: PlanPage) -> str:
    """Return what stands on paper. The worker asks for it too, without a request: nothing of the pages is in it."""
    school = db.session.get_one(School, actor.school_id)
    template = current_app.jinja_env.get_template("plans/pdf_annex.html")
    return template.render(page=page, school=school.name, language=choose_language(), made=clock.now())
