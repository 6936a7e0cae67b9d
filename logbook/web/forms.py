"""Form posts through the same marshmallow schemas that the API uses."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from logbook.core.texts import N_

FormErrors = dict[str, list[str]]
DEEPEST = 8  # names are never nested deeper; what is would only make work
MOST_NAMES = 2000  # no form has half as many; each unknown one would cost a message

# What stands for no character in any text: codes of control but tab and line ends, and what Unicode never gives out.
_NO_CHARACTER = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)

# marshmallow's own messages in the words of the app; every other message is given where the rule is.
_PLAIN_WORDS: dict[type[fields.Field[Any]], dict[str, str]] = {
    fields.Field: {"required": N_("Vul dit in."), "null": N_("Vul dit in."), "validator_failed": N_("Dit kan niet.")},
    fields.String: {"invalid": N_("Vul hier woorden in."), "invalid_utf8": N_("Vul hier woorden in.")},
    fields.UUID: {"invalid_uuid": N_("Dit kennen we niet.")},
    fields.Number: {"invalid": N_("Vul een getal in."), "too_large": N_("Dit getal is te groot.")},
    fields.Integer: {"invalid": N_("Vul een heel getal in.")},
    fields.Decimal: {"special": N_("Vul een getal in.")},
    fields.Boolean: {"invalid": N_("Kies ja of nee.")},
    fields.DateTime: {"invalid": N_("Dit is geen datum."), "format": N_("Dit is geen datum.")},
    fields.Date: {"invalid": N_("Dit is geen datum."), "format": N_("Dit is geen datum.")},
    fields.List: {"invalid": N_("Dit kunnen we niet lezen.")},
    fields.Mapping: {"invalid": N_("Dit kunnen we niet lezen.")},
    fields.Nested: {"type": N_("Dit kunnen we niet lezen.")},
}
for _field, _words in _PLAIN_WORDS.items():
    _field.default_error_messages = {**_field.default_error_messages, **_words}
Schema.error_messages = {"unknown": N_("Dit veld kennen we niet."), "type": N_("Dit kunnen we niet lezen.")}


@dataclass
class Loaded:
    """A form as it was typed and, when nothing is wrong, what it means."""

    typed: dict[str, Any]
    value: Any = None
    errors: FormErrors = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors

    def refuse(self, errors: Mapping[str, list[str]]) -> None:
        """Add messages (texts marked for translation) to their fields."""
        for name, texts in errors.items():
            self.errors.setdefault(name, []).extend(gettext(text) for text in texts)


def nested(form: "MultiDict[str, str]") -> dict[str, Any]:
    """Turn dotted names into nested mappings and `name[]` into lists; trims texts and drops empty ones.

    `ratings.crack_free=reached` becomes `{"ratings": {"crack_free": "reached"}}`.
    """
    result: dict[str, Any] = {}
    for name in form:
        if name == "csrf_token":
            continue
        values = [text for raw in form.getlist(name) if (text := cleaned_text(raw))]
        if values:
            path = cleaned_text(name).removesuffix("[]").split(".", DEEPEST - 1)
            _put(result, path, values if name.endswith("[]") else values[-1])
    return result


def cleaned_text(text: str) -> str:
    """Return `text` trimmed and without what no page and no database column can hold: codes of control, and halves."""
    return _NO_CHARACTER.sub("", text.encode(errors="replace").decode()).strip()


def _put(target: dict[str, Any], path: list[str], value: Any) -> None:
    """Put `value` at `path`; a name that is both a value and a prefix of others keeps the mapping."""
    for part in path[:-1]:
        inner = target.get(part)
        if not isinstance(inner, dict):
            inner = target[part] = {}
        target = inner
    if not isinstance(target.get(path[-1]), dict):
        target[path[-1]] = value


def flat(errors: Mapping[Any, Any] | list[Any], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield marshmallow's nested messages under dotted names."""
    if isinstance(errors, list):
        yield prefix or "_schema", [str(message) for message in errors]
        return
    for key, inner in errors.items():
        parts = [part for part in (prefix, str(key)) if part and part not in ("_schema", "key", "value")]
        if isinstance(inner, dict | list):
            yield from flat(inner, ".".join(parts))
        else:
            yield ".".join(parts), [str(inner)]


def load(schema: Schema, form: "MultiDict[str, str] | None" = None) -> Loaded:
    """Load the posted form (or `form`) through `schema`. Wrong input is told in `errors`, never raised.

    Raises RequestEntityTooLarge (413) for thousands of names, which no form of ours has.
    """
    posted = request.form if form is None else form
    if len(posted) > MOST_NAMES:
        raise RequestEntityTooLarge
    typed = nested(posted)
    try:
        return Loaded(typed, schema.load(typed))
    except ValidationError as error:
        loaded = Loaded(typed)
        for name, texts in flat(error.messages):
            loaded.refuse({name: texts})
        return loaded
