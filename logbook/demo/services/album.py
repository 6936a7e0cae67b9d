"""Photos of the demo school: drawn, grey on grey, and signed as invented."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from logbook.media.services import prepare_photo
from logbook.sheets.models import SheetContent

from .casting import TASK_SHEET
from .dice import Dice
from .ledger import Row

SIZE = (960, 720)
PICTURES = 6
SHOWN = ("undercut", "crack_free", "")
"""What a photo may be of; empty is the whole work."""
ROUND_THE_MIDDLE = "circle 400 430 600 610"

Album = Mapping[str, Row]
"""Each photo's row but for its owner, by the SHA-256 of what was sent."""


def draw_album() -> Album:
    """Draw the pictures and store their files, as if phones had sent them."""
    rows = (prepare_photo(_bead(Dice(f"bead {number}"))) for number in range(PICTURES))
    return {row["sha"]: row for row in rows}


def take(dice: Dice, shas: Sequence[str], content: SheetContent, often: float) -> dict[str, dict[str, str]]:
    """Return the photos that a learner adds to a day: mostly none, else one or two, now and then with a circle on it.

    `dice` are those of the day alone, so that photos change nothing else in the history.
    """
    if content.id != TASK_SHEET or not dice.chance(often):
        return {}
    first = dice.between(0, len(shas) - 1)
    chosen = [shas[first], shas[(first + 1) % len(shas)]][: dice.between(1, 2)]
    return {sha: _said(dice) for sha in chosen}


def _said(dice: Dice) -> dict[str, str]:
    said = {"criterion": dice.pick(SHOWN), "marks": ROUND_THE_MIDDLE if dice.chance(0.3) else ""}
    return {name: value for name, value in said.items() if value}


def _bead(dice: Dice) -> bytes:
    """Draw a fillet weld from above: two plates and a bead of overlapping ripples between them."""
    picture = Image.new("RGB", SIZE, (148, 152, 156))
    draw = ImageDraw.Draw(picture)
    middle, width = dice.between(340, 400), dice.between(34, 50)
    draw.rectangle((0, middle, *SIZE), fill=(122, 126, 131))
    for x in range(60, SIZE[0] - 60, 9):
        y, light = middle + dice.between(-3, 3), dice.between(150, 190)
        ripple = (x - width // 2, y - width, x + width // 2, y + width)
        draw.ellipse(ripple, fill=(light, light, light + 4), outline=(96, 98, 102))
    draw.text((40, SIZE[1] - 70), "VERZONNEN", fill=(70, 73, 77), font=ImageFont.load_default(40))
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
