"""A mentor without account signs on the learner's phone, and confirms from the mail on another."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e import looks
from tests.e2e.atlas import Atlas
from tests.e2e.conftest import Open
from tests.e2e.mailbox import last_mail, mails
from tests.e2e.window import PHONE, Taps

LEARNER, MENTOR = "learner12", "mentor5"


def test_signed_on_the_learners_phone_and_confirmed_from_the_mail(
    enter: Open, atlas: Atlas, record_property: Callable[[str, object], None]
) -> None:
    learner = enter(LEARNER, PHONE)
    page = learner.go("/week")
    page.get_by_role("link", name="Laat je mentor hier tekenen").tap()
    page.locator("[name=agree_all]").tap()
    page.get_by_label("Werkt netjes").tap()
    page.get_by_label("Je naam").fill("Mentor Zonder Account")
    _well(page)
    page.get_by_role("button", name="Ik teken").tap()
    expect(page.get_by_role("heading", name="Getekend")).to_be_visible()
    _well(page)
    link = f"/signatures/{last_mail(atlas, MENTOR, 'week_signature')['token']}"
    mentor = enter(None, PHONE)
    taps = Taps(mentor.page)
    other = mentor.go(link)
    expect(other.locator("main")).to_contain_text("Mentor Zonder Account")
    expect(other.locator("main")).to_contain_text("Werkt netjes")
    _well(other)
    other.get_by_role("button", name="Ja, dit heb ik getekend").tap()
    expect(other.get_by_role("heading", name="Bevestigd")).to_be_visible()
    _well(other)
    record_property("confirming a signed week from the mail", f"{taps.taps} tap, {taps.keys} keys")
    assert taps.taps == 1
    expect(learner.go("/week").get_by_role("link", name="Laat je mentor hier tekenen")).to_have_count(0)
    before = mails(atlas, MENTOR, "sign_in_code")
    other.get_by_role("button", name="Mail mij een code").tap()
    other.get_by_label("Code van zes cijfers").fill(last_mail(atlas, MENTOR, "sign_in_code", before)["code"])
    other.get_by_role("button", name="Aanmelden").tap()
    other.wait_for_url("**/placements/*/weeks/*")


def test_without_a_line_signing_says_so_and_keeps_what_was_chosen(enter: Open) -> None:
    learner = enter("learner14", PHONE)
    page = learner.go("/week")
    page.get_by_role("link", name="Laat je mentor hier tekenen").tap()
    page.locator("[name=agree_all]").tap()
    page.get_by_label("Je naam").fill("Mentor")
    learner.context.set_offline(True)
    page.get_by_role("button", name="Ik teken").tap()
    expect(page.locator("#toast")).to_contain_text("Tekenen kan alleen met verbinding")
    expect(page.locator("[name=agree_all]")).to_be_checked()
    learner.context.set_offline(False)
    page.get_by_role("button", name="Ik teken").tap()
    expect(page.get_by_role("heading", name="Getekend")).to_be_visible()


def test_a_link_that_opens_nothing_can_be_read_by_everyone(enter: Open) -> None:
    for path in ("/signatures/nothing", "/invitations/nothing"):
        _well(enter(None, PHONE).go(path, 404))


def _well(page) -> None:
    found = looks.everything(page)
    assert not found, "\n".join(found)
