"""What the teacher hears of a phone from which nothing comes through."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.conftest import FRIDAY
from tests.e2e.offline.campus import Campus
from tests.e2e.offline.conftest import Pick
from tests.e2e.offline.deeds import begin, hand_in, saved
from tests.e2e.window import WIDE

MONDAY = FRIDAY - timedelta(days=4)


def test_the_class_view_tells_what_waits_on_a_phone_and_since_when(pick: Pick, campus: Campus) -> None:
    phone = pick("learner3")
    phone.at(MONDAY)
    page = begin(phone)
    phone.context.route("**/ops/*", lambda route: route.abort())
    hand_in(page)
    saved(page)
    page = phone.new_page()
    with page.expect_response("**/api/v1/ping"):
        page.goto(f"{phone.base}/today")
    rows = pick("teacher1", **WIDE).go(campus.atlas.addresses("teacher1", "insight.class_view")[0]).locator("tr")
    row = rows.filter(has_text=campus.atlas.name_of("learner3"))
    expect(row).to_contain_text(re.compile("1 inzending .*maandag 16 november.* op de telefoon"))
