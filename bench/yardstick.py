"""The yardstick R: a bare Flask route with the user's row, one row read through SQLAlchemy and a 9 to 10 kB page."""

from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask, render_template
from flask_login import LoginManager, UserMixin, login_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CRITERIA, LEVELS = 20, 5


class Base(DeclarativeBase):
    """Tables of the yardstick alone."""


db = SQLAlchemy(model_class=Base)


class BenchUser(UserMixin, db.Model):  # type: ignore[misc, name-defined]
    """Who is signed in."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class BenchEntry(db.Model):  # type: ignore[misc, name-defined]
    """The one row that the page shows."""

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    note: Mapped[str] = mapped_column(String(200))
    ratings: Mapped[dict[str, Any]] = mapped_column(JSON)


def make_yardstick(url: str) -> Flask:
    """Return the bare application on the database at `url`, with its two rows."""
    app = Flask("bench", template_folder=str(Path(__file__).parent / "templates"))
    app.config.from_mapping(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY=url)
    db.init_app(app)
    login = LoginManager(app)
    login.user_loader(lambda number: db.session.get(BenchUser, int(number)))
    app.add_url_rule("/", "day", login_required(_day))
    with app.app_context():
        _fill()
    return app


def _day() -> str:
    entry = db.get_or_404(BenchEntry, 1)
    return render_template("yardstick.html", entry=entry, ratings=entry.ratings, criteria=_CRITERIA, levels=_LEVELS)


_CRITERIA = [{"id": f"criterion_{n}", "label": f"Criterium {n} van de fiche"} for n in range(1, CRITERIA + 1)]
_LEVELS = [{"id": n, "label": f"niveau {n}"} for n in range(1, LEVELS + 1)]


def _fill() -> None:
    db.drop_all()
    db.create_all()
    ratings = {each["id"]: 1 + n % LEVELS for n, each in enumerate(_CRITERIA)}
    db.session.add(BenchUser(id=1, name="Lotte Voorbeeld"))
    db.session.add(BenchEntry(id=1, day=date(2026, 11, 20), note="Beugel 4, twaalf stuks.", ratings=ratings))
    db.session.commit()
