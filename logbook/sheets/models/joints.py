"""A weld in its position (ISO 6947) as flat shapes: two parts, the bead, where one welds from, which way, the floor.

A position is how the parts are turned in space. What it shows must be checked by a welding teacher once, here, and not
for every sheet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import atan2, cos, radians, sin

from .content import Weld
from .space import Flat, Outline, Point, Solid, flat, outlines, toward

WIDTH, HEIGHT = 160, 120
FLOOR = 112

FLAT_PLATES = {
    # joint and position: turned by how many degrees, upside down
    ("fillet", "PA"): (45, False),
    ("fillet", "PB"): (0, False),
    ("fillet", "PC"): (-45, False),
    ("fillet", "PD"): (0, True),
    ("fillet", "PE"): (45, True),
    ("butt", "PA"): (0, False),
    ("butt", "PC"): (-90, False),
    ("butt", "PE"): (0, True),
}
STANDING = {"PF": True, "PG": False}
"""Plates that stand up: whether one welds upwards."""
TUBES = {
    # joint and position: where the tube points, in degrees above the floor
    ("butt", "PA"): 0,
    ("butt", "PC"): 90,
    ("butt", "PH"): 0,
    ("butt", "PJ"): 0,
    ("butt", "H-L045"): 45,
    ("butt", "J-L045"): 45,
    ("fillet", "PA"): 45,
    ("fillet", "PB"): 90,
    ("fillet", "PD"): -90,
    ("fillet", "PH"): 0,
    ("fillet", "PJ"): 0,
    ("fillet", "H-L045"): 45,
    ("fillet", "J-L045"): 45,
}
AROUND = {"PH": True, "H-L045": True, "PJ": False, "J-L045": False}
"""A tube that does not turn: whether one welds around it upwards."""

Place = Callable[[Flat, float], Point]
Section = tuple[tuple[str, tuple[Flat, ...]], ...]
FILLET: Section = (
    ("plate", ((-25, -9), (40, -9), (40, 0), (-25, 0))),
    ("plate2", ((-9, 0), (0, 0), (0, 40), (-9, 40))),
    ("bead", ((0, 0), (15, 0), (9, 9), (0, 15))),
)
BUTT: Section = (
    ("plate", ((-46, -13), (-4, -13), (-12, 0), (-46, 0))),
    ("plate2", ((4, -13), (46, -13), (46, 0), (12, 0))),
    ("bead", ((-4, -13), (4, -13), (12, 0), (6, 4), (-6, 4), (-12, 0))),
)
SECTIONS = {"fillet": FILLET, "butt": BUTT}
FACE: dict[str, Flat] = {"fillet": (10, 10), "butt": (0, 4)}
"""Where the bead's face is, from its root; one welds towards it."""
STRAIGHT_ON: dict[str, Flat] = {"fillet": (1, 1), "butt": (0, 1)}

TUBE: dict[str, tuple[tuple[str, float, float, float], ...]] = {
    # what, from, to, how wide; the plate of a fillet weld is square
    "butt": (("plate", -50, -6, 19), ("bead", -6, 6, 22), ("plate2", 6, 50, 19)),
    "fillet": (("plate", -9, 0, 46), ("bead", 0, 8, 24), ("plate2", 8, 50, 17)),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One path and what it is: `plate`, `plate2`, `bead`, `bore`, `tool`, `wire`, `way`, `head` or `floor`."""

    kind: str
    path: str


def shapes_of(weld: Weld) -> tuple[Shape, ...]:
    """Return the drawing of a weld within 160 by 120, from back to front; nothing for a position its joint has not."""
    return _shapes(weld.joint, weld.product, weld.position)


@cache
def _shapes(joint: str, product: str, position: str) -> tuple[Shape, ...]:
    drawn = _tubes(joint, position) if product == "tube" else _standing(joint, position) or _lying(joint, position)
    return (*_floor(), *_fitted(drawn, high=position in ("PD", "PE"))) if drawn else ()


def _lying(joint: str, position: str) -> list[Outline]:
    """Plates with a weld that runs away from who looks."""
    if (joint, position) not in FLAT_PLATES:
        return []
    degrees, over = FLAT_PLATES[joint, position]

    def place(spot: Flat, depth: float) -> Point:
        x, y = _turned(spot, degrees)
        return (x, -y if over else y, depth)

    solids = [_between(kind, ring, place, (0, 58)) for kind, ring in SECTIONS[joint]]
    return outlines(solids) + _tool(place(FACE[joint], 14), place(STRAIGHT_ON[joint], 0))


def _standing(joint: str, position: str) -> list[Outline]:
    """Plates with a weld that runs up; it is made as far as the torch."""
    if position not in STANDING:
        return []
    up = STANDING[position]

    def place(spot: Flat, height: float) -> Point:
        return (spot[0], height, -spot[1])

    reach = {"bead": (0, 46) if up else (38, 84)}
    solids = [_between(kind, ring, place, reach.get(kind, (0, 84))) for kind, ring in SECTIONS[joint]]
    start, end = (8, 76) if up else (76, 8)
    way = [place((32, 0), start), place((32, 0), end)]
    return outlines(solids) + _arrow(way) + _tool(place(FACE[joint], 42), (-0.5, -0.3 if up else 0.2, -1.2))


def _tubes(joint: str, position: str) -> list[Outline]:
    if (joint, position) not in TUBES:
        return []
    degrees = TUBES[joint, position]
    along, aside = _turned((1, 0), degrees), _turned((0, 1), degrees)

    def place(run: float, width: float, angle: float) -> Point:
        """`angle` goes round the tube: 0 is towards who looks, 90 is `aside`."""
        out, near = width * sin(radians(angle)), width * cos(radians(angle))
        return (along[0] * run + aside[0] * out, along[1] * run + aside[1] * out, -near)

    def part(kind: str, start: float, end: float, width: float) -> Solid:
        angles = (45, 135, 225, 315) if width > 40 else range(0, 360, 15)  # the plate
        near, far = (tuple(place(run, width, angle) for angle in angles) for run in (start, end))
        return Solid(kind, near, far, smooth=width <= 40, hollow=kind != "bead" and width <= 40)

    run, width = (0.0, 22.0) if joint == "butt" else (6.0, 22.0)
    drawn = outlines([part(*each) for each in TUBE[joint]])
    spot = 90.0
    if position in AROUND:
        turn = range(-80, 85, 5) if AROUND[position] else range(80, -85, -5)
        drawn += _arrow([place(run, width + 7, angle) for angle in turn])
        low = 35.0 if joint == "butt" else 60.0
        spot = -low if AROUND[position] else low
    elif position == "PA":
        drawn += _arrow([place(50, 27, angle) for angle in range(-30, 215, 10)])
    else:
        spot = -90.0 if degrees > 0 else 90.0  # beside a tube that stands or hangs
    out = place(0, 1, spot)
    lean = 0.0 if joint == "butt" else 0.5 if position in AROUND else 1.0
    aim = (out[0] + along[0] * lean, out[1] + along[1] * lean, out[2])
    return drawn + _tool(place(run, width, spot), aim)


def _between(kind: str, ring: tuple[Flat, ...], place: Place, reach: tuple[float, float]) -> Solid:
    near, far = (tuple(place(spot, run) for spot in ring) for run in reach)
    return Solid(kind, near, far)


def _tool(face: Point, aim: Point) -> list[Outline]:
    """What one welds with: a wire or an electrode that points at the face of the bead."""
    tip, nozzle, end = (flat(toward(face, aim, distance)) for distance in (1, 9, 30))
    return [Outline("tool", (nozzle, end), closed=False), Outline("wire", (tip, nozzle), closed=False)]


def _arrow(way: list[Point]) -> list[Outline]:
    """A line with a head at its last point."""
    line = [flat(point) for point in way]
    (x0, y0), (x1, y1) = line[-2:]
    turn = atan2(y1 - y0, x1 - x0)
    wings = [(x1 - 9 * cos(turn + side), y1 - 9 * sin(turn + side)) for side in (0.5, -0.5)]
    return [Outline("way", tuple(line), closed=False), Outline("head", (wings[0], line[-1], wings[1]))]


def _turned(spot: Flat, degrees: float) -> Flat:
    x, y = spot
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (x * c - y * s, x * s + y * c)


def _floor() -> list[Shape]:
    hatch = "".join(f"M{x} {FLOOR}l-5 6" for x in range(12, WIDTH, 12))
    return [Shape("floor", f"M4 {FLOOR}H{WIDTH - 4}{hatch}")]


def _fitted(drawn: list[Outline], *, high: bool) -> list[Shape]:
    """Put what is drawn in the middle; what is welded overhead hangs high, with room to stand below."""
    points = list(chain.from_iterable(each.points for each in drawn))
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    lowest = FLOOR - (26 if high else 8)
    size = min((WIDTH - 12) / (right - left), (lowest - 6) / (bottom - top), 1.1)
    aside = (WIDTH - (left + right) * size) / 2
    down = 6 - top * size if high else lowest - bottom * size
    return [Shape(each.kind, _path(each, size, aside, down)) for each in drawn]


def _path(drawn: Outline, size: float, aside: float, down: float) -> str:
    corners = (f"{x * size + aside:.1f} {y * size + down:.1f}" for x, y in drawn.points)
    return "M" + "L".join(corners) + ("z" if drawn.closed else "")
