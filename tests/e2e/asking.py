"""Asking a page something that takes a while. `Page.evaluate` waits for ever for what never comes; this does not."""

from typing import Any

from playwright.sync_api import Error, Page

RENEWALS = 3
CAME_ANEW = ("context was destroyed", "JSHandle is disposed")


def ask(page: Page, script: str, given: Any = None) -> Any:
    """Return what an async function in the page gives; a page that comes anew meanwhile is asked once more.

    It fails when the answer takes longer than the page's patience, as everything else that is asked of it does.
    """
    waiting = f"async (given) => ({{answer: await ({script})(given)}})"
    for _page_of_before in range(RENEWALS):
        try:
            return page.wait_for_function(waiting, arg=given).json_value().get("answer")
        except Error as error:
            if not any(each in error.message for each in CAME_ANEW):
                raise
            page.wait_for_load_state()
    return page.wait_for_function(waiting, arg=given).json_value().get("answer")
