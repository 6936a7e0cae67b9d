"""The command `logbook demo`: what it says, and how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask_migrate import upgrade

from logbook.app import create_app
from logbook.cli import main
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from tests.factories import make_person


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with a migrated, empty database, which the commands of this test use."""
    monkeypatch.setenv("LOGBOOK_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with create_app().app_context():
        upgrade()
        db.engine.dispose()
    return tmp_path


def run() -> Result:
    return CliRunner().invoke(main, ["demo"])


def test_makes_the_demo_and_then_keeps_it(data: Path) -> None:
    first, second = run(), run()
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "ready" in first.output
    assert "kept" in second.output
    assert "learner1" in second.output


def test_refuses_a_database_with_other_data(data: Path) -> None:
    with create_app().app_context(), transaction():
        make_person("Echt")
    result = run()
    assert result.exit_code == 1
    assert "holds data already" in result.output
