"""An empty history of the cast, to be filled by each test."""

import pytest

from logbook.core.unit_of_work import transaction
from tests.factories import Cast
from tests.insight.history import History, history_of


@pytest.fixture
def history(cast: Cast) -> History:
    with transaction():
        return history_of(cast)
