"""What no template may hold: what evaluates a string, what htmx 4 reads differently, what reaches another host."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
HTMX = {
    "hx-get",
    "hx-post",
    "hx-target",
    "hx-swap",
    "hx-trigger",
    "hx-push-url",
    "hx-indicator",
    "hx-disable",
    "hx-sync",
    "hx-confirm",
    "hx-include",
    "hx-select",
    "hx-preserve",
    "hx-ignore",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_only_the_allowed_htmx_attributes(path: Path) -> None:
    found = set(re.findall(r"\b(hx-[a-z-]+)(?=[:=])", path.read_text()))
    assert {attribute for attribute in found if not attribute.startswith("hx-status")} <= HTMX


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\bjs:", text)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text)
    assert "|safe" not in text and "autoescape" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_fits_on_a_screen_or_three(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name.startswith("_")], ids=name)
def test_a_fragment_that_htmx_swaps_has_its_name_as_id(path: Path) -> None:
    """Fragments that are answers of their own carry the id that they replace."""
    rendered = {
        match
        for source in (ROOT / "logbook").rglob("*.py")
        for match in re.findall(r'"([a-z_/]+/_[a-z_]+\.html)"', source.read_text())
    }
    if name(path) in rendered:
        expected = path.stem.lstrip("_").replace("_", "-")
        assert f'id="{expected}"' in path.read_text()
