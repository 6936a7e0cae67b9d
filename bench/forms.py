"""A page's form as a browser would send it."""

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

Fields = dict[str, str]


def form_of(html: bytes, action: str) -> Fields:
    """Return what the form that posts to `action` sends as it stands. Raises LookupError when there is none."""
    soup = BeautifulSoup(html, "html.parser")
    form = next((tag for tag in soup.select("form") if str(tag.get("action")).partition("?")[0] == action), None)
    if form is None:
        raise LookupError(f"no form posts to {action}")
    owner = form.get("id")
    fields = [*form.select("[name]"), *(soup.select(f'[name][form="{owner}"]') if owner else ())]
    return {str(field["name"]): _value(field) for field in fields if _counts(field)}


def choose(html: bytes, names: str, preferred: Mapping[str, int]) -> Fields:
    """Return a choice for each group of radio buttons whose name begins with `names`: the most preferred value."""
    chosen: Fields = {}
    for field in BeautifulSoup(html, "html.parser").select(f'input[type=radio][name^="{names}"]'):
        name, value = str(field["name"]), str(field.get("value", ""))
        if preferred.get(value, 0) > preferred.get(chosen.get(name, ""), 0):
            chosen[name] = value
    return chosen


def _counts(field: Tag) -> bool:
    if field.name == "button" or field.has_attr("disabled"):
        return False
    return field.get("type") not in ("radio", "checkbox") or field.has_attr("checked")


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        option = field.select_one("option[selected]") or field.select_one("option")
        return str(option.get("value", "")) if option else ""
    return str(field.get("value", ""))
