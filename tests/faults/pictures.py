"""Photos and spoken notes to send: small, and no two the same."""

from io import BytesIO
from random import Random

from PIL import Image

SIDE = 24


def photo(dice: Random) -> bytes:
    """Return a JPEG of a few coloured squares."""
    picture = Image.frombytes("RGB", (SIDE // 8, SIDE // 8), dice.randbytes((SIDE // 8) ** 2 * 3))
    file = BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.NEAREST).save(file, "JPEG", quality=80)
    return file.getvalue()


def spoken(dice: Random) -> bytes:
    """Return a sound as far as its first bytes say."""
    return b"RIFF\x40\x00\x00\x00WAVE" + dice.randbytes(64)


def is_photo(data: bytes) -> bool:
    """Return whether it is a photo, not a spoken note."""
    return data.startswith(b"\xff\xd8")
