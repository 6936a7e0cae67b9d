"""What the tests of company sheets have in common."""

from io import BytesIO

from PIL import Image

from logbook.company_sheets.models import Elsewhere, OverlayWords, Where
from logbook.company_sheets.services import save_overlay
from logbook.core.ids import new_id
from logbook.core.unit_of_work import transaction
from tests.factories import WELDING, Cast, actor_of

STEP = "tack_parts"


def words(**changes: object) -> OverlayWords:
    """Return what a mentor wrote down."""
    values: dict[str, object] = {
        "material": "Onze post 4, draad 1,2 mm",
        "timing": "Halve dag",
        "note": "Vraag de sleutel aan Fictieve Bert",
        "steps": {},
        "elsewhere": {"crack_free": Elsewhere(Where.SCHOOL, "Juf Verzonnen")},
    }
    return OverlayWords(**(values | changes))  # type: ignore[arg-type]


def saved(cast: Cast, **changes: object) -> None:
    """Keep it for the learner's workplace."""
    with transaction():
        save_overlay(actor_of(cast.mentor), cast.placement.workplace_id, WELDING, words(**changes), 0)


def address(cast: Cast, more: str = "") -> str:
    """Return the address of the company sheet of the learner's workplace."""
    return f"/workplaces/{cast.placement.workplace_id}/sheets/{WELDING}{more}"


def photo_form(data: bytes | None = None, **changes: object) -> dict[str, object]:
    """Return a photo as a form sends it."""
    picture = BytesIO(data if data is not None else jpeg())
    return {"id": str(new_id()), "alt": "De laspost van dichtbij", "photo": (picture, "post.jpg")} | changes


def jpeg(kind: str = "JPEG", side: int = 40) -> bytes:
    """Return a small picture."""
    buffer = BytesIO()
    Image.new("RGB", (side, side), "teal").save(buffer, kind)
    return buffer.getvalue()
