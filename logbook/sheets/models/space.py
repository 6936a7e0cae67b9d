"""Solids in space and how they look on paper: x to the right, y up, z away from who looks, so that up stays up.

Enough for two parts and a bead: each solid is what lies between two outlines, and is drawn as the faces that show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import pairwise
from math import hypot

Point = tuple[float, float, float]
Flat = tuple[float, float]

SLANT = (0.5, 0.3)
"""How far a step away from who looks goes to the right and up on paper."""
INTO = (-SLANT[0], -SLANT[1], 1.0)


@dataclass(frozen=True, slots=True)
class Outline:
    """Something flat to draw: `kind` says what it is, `closed` whether its last point joins its first."""

    kind: str
    points: tuple[Flat, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Solid:
    """What lies between two equal outlines; a smooth one shows no edges between its sides, a hollow one is a tube."""

    kind: str
    near: tuple[Point, ...]
    far: tuple[Point, ...]
    smooth: bool = False
    hollow: bool = False

    def faces(self) -> list[tuple[Point, ...]]:
        """Return both ends, then the sides."""
        ends = zip(self.near, self.far, strict=True)
        around = [*ends, (self.near[0], self.far[0])]
        sides = [(a, b, d, c) for (a, b), (c, d) in pairwise(around)]
        return [self.near, self.far, *sides]


def flat(point: Point) -> Flat:
    """Return where a point lies on paper, where down is more."""
    x, y, z = point
    return (x + SLANT[0] * z, -y - SLANT[1] * z)


def outlines(solids: Sequence[Solid]) -> list[Outline]:
    """Return the faces that show, those behind first."""
    return [each for solid in sorted(solids, key=cmp_to_key(_order)) for each in _drawn(solid)]


def middle(points: Sequence[Point]) -> Point:
    """Return the middle of some points."""
    return (_mean(points, 0), _mean(points, 1), _mean(points, 2))


def toward(start: Point, direction: Point, distance: float) -> Point:
    """Return the point at a distance from `start` in a direction."""
    length = hypot(*direction)
    x, y, z = (a + b / length * distance for a, b in zip(start, direction, strict=True))
    return (x, y, z)


def _drawn(solid: Solid) -> list[Outline]:
    ends, sides = solid.faces()[:2], solid.faces()[2:]
    shown = [each for each in ends if _faces_us(solid, each)]
    if solid.smooth:
        body = [Outline(solid.kind, _hull([flat(point) for point in (*solid.near, *solid.far)]))]
    else:
        body = [Outline(solid.kind, tuple(map(flat, side))) for side in sides if _faces_us(solid, side)]
    caps = [Outline(solid.kind, tuple(map(flat, end))) for end in shown]
    bores = [Outline("bore", tuple(flat(_inside(end, point)) for point in end)) for end in shown if solid.hollow]
    return body + caps + bores


def _inside(ring: Sequence[Point], point: Point) -> Point:
    centre = middle(ring)
    x, y, z = (c + (p - c) * 0.72 for c, p in zip(centre, point, strict=True))
    return (x, y, z)


def _order(one: Solid, other: Solid) -> int:
    """Say which of two that do not overlap is drawn first: some face of one lies between them."""
    for first, second, sign in ((one, other, -1), (other, one, 1)):
        for face in first.faces():
            normal = _normal(first, face)
            if all(_dot(normal, _minus(point, face[0])) > -0.01 for point in (*second.near, *second.far)):
                return sign if _dot(normal, INTO) < 0 else -sign
    return 0


def _faces_us(solid: Solid, face: Sequence[Point]) -> bool:
    return _dot(_normal(solid, face), INTO) < 0


def _normal(solid: Solid, face: Sequence[Point]) -> Point:
    """Return the direction that a face looks to, away from the middle of its solid."""
    a, b = _minus(face[1], face[0]), _minus(face[2], face[0])
    normal = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    outward = _minus(middle(face), middle((*solid.near, *solid.far)))
    return normal if _dot(normal, outward) > 0 else _minus((0, 0, 0), normal)


def _hull(points: Sequence[Flat]) -> tuple[Flat, ...]:
    """Return the outline around all points."""
    ordered = sorted(set(points))
    return (*_half(ordered)[:-1], *_half(ordered[::-1])[:-1])


def _half(points: Sequence[Flat]) -> list[Flat]:
    kept: list[Flat] = []
    for x, y in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], (x, y)) <= 0:
            kept.pop()
        kept.append((x, y))
    return kept


def _turn(a: Flat, b: Flat, c: Flat) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _mean(points: Sequence[Point], axis: int) -> float:
    return sum(point[axis] for point in points) / len(points)
