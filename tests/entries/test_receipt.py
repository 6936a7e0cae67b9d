"""The proof that a deed was received."""

import re

from logbook.core.ids import new_id
from logbook.entries.models import Op, Receipt, receipt_code
from logbook.extensions import db
from tests.conftest import FRIDAY
from tests.entries.work import rate_own, submit
from tests.factories import Cast


def test_the_code_is_short_and_stays(cast: Cast) -> None:
    op_id = new_id()
    code = receipt_code(op_id, "a" * 64)
    assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{3}-[2-9A-HJKMNP-TV-Z]{3}", code)
    assert code == receipt_code(op_id, "a" * 64) != receipt_code(op_id, "b" * 64)


def test_the_stored_receipt_says_the_same(cast: Cast) -> None:
    for receipt in (submit(cast), rate_own(cast, {"punctuality": "meets"})):
        assert Receipt.of(db.session.get_one(Op, receipt.op_id)) == receipt


def test_it_is_sent_with_all_that_the_phone_compares(cast: Cast) -> None:
    receipt = submit(cast)
    assert receipt.as_json() == {
        "op_id": str(receipt.op_id),
        "sha": receipt.sha,
        "entry_id": str(receipt.entry_id),
        "rev": 1,
        "verdict": "applied",
        "received_at": FRIDAY.isoformat(),
        "code": receipt.code,
    }
