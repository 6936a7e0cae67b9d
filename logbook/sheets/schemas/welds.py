"""The weld of a task sheet: which processes, joint, product, position and metals go together."""

from typing import Any

from marshmallow import ValidationError, validate, validates_schema

from logbook.sheets.models import METALS, PROCESSES, WELD_POSITIONS

from .fields import Items, Part, Text, one_of

_JOINTS = frozenset(joint for joint, _product in WELD_POSITIONS)
_PRODUCTS = frozenset(product for _joint, product in WELD_POSITIONS)


class WeldSchema(Part):
    """What is welded, with which processes and how it lies."""

    processes = Items(
        Text(validate=one_of(PROCESSES, "“{input}” is not a process of this format")),
        required=True,
        validate=validate.Length(min=1, error="needs at least 1"),
    )
    joint = Text(required=True, validate=one_of(_JOINTS, "“{input}” is neither fillet nor butt"))
    product = Text(required=True, validate=one_of(_PRODUCTS, "“{input}” is neither plate nor tube"))
    position = Text(required=True)
    materials = Items(
        Text(validate=one_of(METALS, "“{input}” is not a metal of this format")),
        required=True,
        validate=validate.Length(min=1, error="needs at least 1"),
    )

    @validates_schema
    def check_position(self, data: dict[str, Any], **_options: Any) -> None:
        """Refuse a position that ISO 6947 does not know for this joint."""
        known = WELD_POSITIONS[data["joint"], data["product"]]
        if data["position"] not in known:
            weld = f"a {data['joint']} weld of {data['product']}"
            raise ValidationError(f"“{data['position']}” is no position for {weld}: {', '.join(known)}", "position")

    @validates_schema
    def check_metals(self, data: dict[str, Any], **_options: Any) -> None:
        """Refuse metals that none of the processes welds: no active gas and no coated electrode on aluminium."""
        if "aluminium" in data["materials"] and not {"131", "141"} & set(data["processes"]):
            raise ValidationError("aluminium is welded with 131 or 141 only", "materials")
