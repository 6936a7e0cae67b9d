"""What each drawing shows, in words for whoever chooses one: the imperfection of the catalogue that it belongs to."""

from collections.abc import Mapping
from functools import cache

from .documents import read_document
from .files import LIBRARY

CATALOGUE = LIBRARY / "parts" / "imperfections.yaml"
JOINTS = {
    "fillet": {"nl": "hoeklas", "en": "fillet weld", "fr": "soudure d'angle"},
    "butt": {"nl": "stompe las", "en": "butt weld", "fr": "soudure bout à bout"},
}
WITHOUT_NUMBER = {
    "test": {"nl": "testlas", "en": "test weld", "fr": "soudure d'essai"},
    "shape": {"nl": "500 vorm van de las", "en": "500 shape of the weld", "fr": "500 forme de la soudure"},
}
BY_JOINT = {
    # the same imperfection, drawn for each joint
    "slag-fillet": ("301", "fillet"),
    "slag-inside": ("301", "butt"),
    "oxide-fillet": ("303", "fillet"),
    "oxide-inside": ("303", "butt"),
    "tungsten-fillet": ("3041", "fillet"),
    "tungsten-inside": ("3041", "butt"),
    "no-fusion": ("401", "fillet"),
    "no-fusion-butt": ("401", "butt"),
    "fillet-root": ("402", "fillet"),
    "no-penetration": ("402", "butt"),
    "undercut": ("501", "fillet"),
    "undercut-butt": ("501", "butt"),
    "toe": ("505", "fillet"),
    "toe-butt": ("505", "butt"),
    "overlap": ("506", "fillet"),
    "overlap-butt": ("506", "butt"),
    "angle-fillet": ("508", "fillet"),
    "angle": ("508", "butt"),
    "distorted": ("520", "fillet"),
    "distorted-butt": ("520", "butt"),
    "grind": ("606", "fillet"),
    "grind-butt": ("606", "butt"),
}


@cache
def drawing_names() -> Mapping[str, Mapping[str, str]]:
    """Return for each drawing what it shows, in every language, in the order of the numbers."""
    listed = read_document(CATALOGUE)["imperfections"]
    names = {each["code"]: each["name"] for each in listed}
    said = {each["drawing"]: _said(each["code"], each["name"]) for each in listed}
    said |= {drawing: _said(code, names[code], JOINTS[joint]) for drawing, (code, joint) in BY_JOINT.items()}
    said |= WITHOUT_NUMBER
    return dict(sorted(said.items(), key=lambda each: each[1]["nl"]))


def _said(code: str, name: Mapping[str, str], joint: Mapping[str, str] | None = None) -> dict[str, str]:
    return {language: f"{code} {text}" + (f" ({joint[language]})" if joint else "") for language, text in name.items()}
