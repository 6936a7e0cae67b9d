"""Files made to do harm, beside those of photos (tests/media) and archives (tests/privacy/test_bad_archives.py)."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from flask import Flask, url_for

from logbook.accounts.models import Person
from logbook.core.unit_of_work import transaction
from logbook.extensions import db
from logbook.roster.schemas import read_roster
from tests.access.table import TABLE
from tests.access.test_matrix import ARGUMENTS
from tests.access.things import make_things
from tests.factories import Cast
from tests.roster.files import SMALL, as_xlsx

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
EVIL_NAME = 'x"; filename="evil.html\r\nSet-Cookie: planted=1'


def _with_entities(kind: str) -> bytes:
    """Return a good workbook of which the texts begin with entities of their own."""
    made, good = BytesIO(), ZipFile(BytesIO(as_xlsx(*SMALL)))
    with ZipFile(made, "w", ZIP_DEFLATED) as bad:
        for name in good.namelist():
            text = good.read(name).decode()
            if name.endswith(("sheet1.xml", "sharedStrings.xml")):
                head, mark, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
                text = head + mark + kind + rest.replace("Lena", "&c;")
            bad.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("kind", [BOMB, OUTSIDE])
def test_a_workbook_with_entities_of_its_own_is_refused(kind: str) -> None:
    assert openpyxl.DEFUSEDXML, "the reader of workbooks must be the one that takes no entities"
    read = read_roster(_with_entities(kind))
    assert read.problems and not read.rows
    assert "root:" not in str(read.problems) and "aaaaaaaaaa" not in str(read.problems)


@pytest.mark.parametrize("name", ["learner", "teacher", "coordinator"])
def test_no_name_of_a_download_is_made_of_what_people_type(
    name: str, clean: Flask, cast: Cast, client_for: Any
) -> None:
    things = make_things(cast)["own"]
    with transaction():
        db.session.query(Person).update({"given_name": EVIL_NAME})
    client, files = client_for(getattr(cast, name)).client, 0
    with clean.test_request_context():
        paths = [
            url_for(each, **things.address[rule.thing], **rule.more, **ARGUMENTS.get(each, {}))
            for each, rule in TABLE.items()
            if not rule.post and not rule.deed
        ]
    db.session.commit()
    for path in paths:
        answer = client.get(path, buffered=True)
        said = answer.headers.get("Content-Disposition", "")
        files += bool(said)
        assert "evil" not in said and "Set-Cookie" not in answer.headers.get("Location", ""), path
        assert "planted" not in str(answer.headers), path
    assert files
