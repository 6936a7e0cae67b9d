"""Who asked the system for less motion gets none: not of the page, not of the help that slides over it."""

from playwright.sync_api import expect

from tests.e2e.conftest import Open
from tests.factories import WELDING

MOVING = """() => [...document.querySelectorAll('*')].flatMap((element) => {
    const {transitionDuration, animationName, animationDuration, scrollBehavior} = getComputedStyle(element);
    const animated = animationName !== 'none' && parseFloat(animationDuration) > 0.01;
    const moves = transitionDuration.split(',').some((time) => parseFloat(time) > 0.01) || animated;
    return moves || scrollBehavior === 'smooth' ? [element.outerHTML.slice(0, 120)] : [];
})"""


def test_nothing_moves_for_who_asked_for_less_motion(enter: Open) -> None:
    assert enter("learner1", reduced_motion="no-preference").go(f"/sheets/{WELDING}").evaluate(MOVING)
    page = enter("learner1", reduced_motion="reduce").go(f"/sheets/{WELDING}")
    page.locator("a[data-slide-over]").first.tap()
    expect(page.locator("#slide-over")).to_be_visible()
    assert page.evaluate(MOVING) == []
