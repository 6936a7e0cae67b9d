"""The table of the standard (docs/asvs.md) is whole, and what it says of tests and texts is there."""

import ast
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
NUMBERS = Path(__file__).with_name("asvs.txt")
"""The numbers of levels 1 and 2 with their level, as the standard has them."""
STATES = {"held", "documented", "does not apply", "deviation"}
MOST_DEVIATIONS = 5
CIPHERS = {
    "fernet Fernet",
    "fernet InvalidToken",
    "exceptions InvalidSignature",
    "exceptions UnsupportedAlgorithm",
    "hazmat.primitives hashes",
    "hazmat.primitives.kdf.hkdf HKDF",
    "hazmat.primitives.asymmetric.ed25519 Ed25519PrivateKey",
    "hazmat.primitives.asymmetric.ed25519 Ed25519PublicKey",
    "hazmat.primitives.serialization Encoding",
    "hazmat.primitives.serialization PublicFormat",
}
"""All that is used of the library of ciphers."""
SOURCES = sorted((ROOT / "logbook").rglob("*.py"))


class Item(NamedTuple):
    """A row of the table."""

    number: str
    level: str
    asks: str
    state: str
    by: str
    shown: str


def _items() -> list[Item]:
    lines = (ROOT / "docs/asvs.md").read_text().splitlines()
    return [Item(*(cell.strip() for cell in line.split("|")[1:-1])) for line in lines if re.match(r"\| \d", line)]


@cache
def _tests_in(path: Path) -> frozenset[str]:
    return frozenset(each.name for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.FunctionDef))


@cache
def _sections_of(path: Path) -> frozenset[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return frozenset(re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in heads)


def _missing(item: Item) -> list[str]:
    """Return what the row names and nobody finds."""
    wrong = []
    for file, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", item.shown):
        path = ROOT / file
        if not path.is_file() or (test and test not in _tests_in(path)):
            wrong.append(f"{item.number}: {file} {test}")
    for file, section in re.findall(r"\]\((\w+\.md)#([\w-]+)\)", item.shown):
        if section not in _sections_of(ROOT / "docs" / file):
            wrong.append(f"{item.number}: {file}#{section}")
    return wrong


def test_every_item_has_its_row_once_and_its_level() -> None:
    assert [f"{each.number} {each.level}" for each in _items()] == NUMBERS.read_text().splitlines()
    assert [each.number for each in _items() if not (each.asks and each.by and len(each.asks.split()) <= 12)] == []


def test_what_shows_it_is_there() -> None:
    assert [wrong for item in _items() for wrong in _missing(item)] == []
    needs = {"held": "`tests/", "deviation": "`tests/", "documented": ".md#"}
    assert [each.number for each in _items() if needs.get(each.state, "") not in each.shown] == []


def test_nothing_is_open_and_few_deviate(record_property: Callable[[str, object], None]) -> None:
    counts = Counter(each.state for each in _items())
    record_property("ASVS 5.0 levels 1 and 2", dict(counts))
    print("ASVS 5.0 levels 1 and 2:", ", ".join(f"{number} {state}" for state, number in counts.items()))  # noqa: T201
    assert counts.keys() <= STATES
    assert counts["deviation"] <= MOST_DEVIATIONS
    assert all(len(each.by.split()) >= 20 for each in _items() if each.state == "deviation"), "a reason"


def test_no_weak_hash_or_cipher_is_named() -> None:
    weak = re.compile(r"\b(md5|sha1|MD5|SHA1|DES|ARC4|Blowfish|ECB|PKCS1v15)\b")
    assert [path.name for path in SOURCES if weak.search(path.read_text())] == []
    lines = re.compile(r"^from cryptography\.(\S+) import (.+)$", re.MULTILINE)
    found = [pair for path in SOURCES for pair in lines.findall(path.read_text())]
    assert {f"{module} {each.strip()}" for module, names in found for each in names.split(",")} <= CIPHERS


def test_no_secret_is_made_with_ordinary_dice() -> None:
    """Only the demo, whose school is invented, rolls ordinary dice."""
    dice = re.compile(r"^\s*(import random|from random import)|uuid\.?uuid1|getnode", re.MULTILINE)
    rolled = {path.relative_to(ROOT / "logbook").parts[0] for path in SOURCES if dice.search(path.read_text())}
    assert rolled <= {"demo"}


def test_every_component_is_locked_by_its_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    for block in re.split(r"\n(?=[a-z0-9])", lock.strip()):
        assert re.match(r"[a-z0-9._-]+(\[[\w,-]+\])?==\S+", block) and "--hash=sha256:" in block, block[:60]
    direct = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    assert direct
    for name in re.findall(r'"([a-z0-9-]+)', direct[1]):
        assert re.search(rf"^{name}(\[\w+\])?==", lock, re.MULTILINE), name
