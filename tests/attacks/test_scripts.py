"""Our own scripts: where markup comes from, whose messages are heard, what a name can reach. Read from the files."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = [*sorted((ROOT / "static/js").rglob("*.js")), ROOT / "static/sw.js"]
MARKUP = re.compile(
    "(?:inner|outer)HTML *[+]?=[^=]|insertAdjacentHTML|document[.]write|setHTMLUnsafe|srcdoc|createContextualFragment"
)
FETCHED = {"evidence.js": 1, "slide-over.js": 1}
"""Where a fragment that our own server escaped is put in as it came."""
HEARS = re.compile(r"(\S*)\.addEventListener\(\s*[\"']message|(\S*)onmessage")
OWN = {"worker", "navigator.serviceWorker", "navigator.serviceWorker?", "channel."}
"""Who is heard: our own worker and our own tabs, which a browser gives to one origin only."""


def test_markup_is_made_by_our_own_server_alone() -> None:
    assert len(SCRIPTS) > 20
    found = {path.name: len(MARKUP.findall(path.read_text())) for path in SCRIPTS}
    assert {name: number for name, number in found.items() if number} == FETCHED
    assert not [path for path in SCRIPTS if re.search(r"\beval\(|new Function|javascript:", path.read_text())]


def test_no_message_of_another_window_is_heard() -> None:
    heard = {one or other for path in SCRIPTS for one, other in HEARS.findall(path.read_text())}
    assert heard and heard <= OWN


def test_no_name_of_a_field_reaches_a_prototype() -> None:
    module = (ROOT / "static/js/phone/form-data.js").as_uri()
    names = ["__proto__.polluted", "constructor.prototype.polluted", "__proto__", "ratings.__proto__.polluted"]
    program = f"""
        const {{ nest }} = await import({json.dumps(module)});
        const fields = nest({json.dumps([[name, "1"] for name in names])});
        console.log(JSON.stringify([{{}}.polluted ?? null, Object.polluted ?? null, typeof fields]));
    """
    node = ROOT / ".venv/bin/node"
    said = subprocess.run([node, "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(said.stdout) == [None, None, "object"]
