"""A photo made clean: decoded and encoded anew, so that nothing but the picture is left of what was sent.

Position, camera, comments, thumbnails and whatever was glued to the file are gone with it. This is the documented
alternative to a virus scan (OWASP ASVS 5.4.3).
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageFile, ImageOps

from logbook.core.errors import WrongType

FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 1600, 320
"""The longest side of a photo and of its thumbnail, in pixels."""
MOST_PIXELS = 25_000_000
MOST_WHOLE = 10_000_000
"""Pixels of a format that can only be decoded whole: a phone sends JPEG, others what they shrank before."""
MOST_SCANS = 32
"""Times that a JPEG may go over the whole picture: encoders take ten. Thousands fit in 200 kB and take minutes."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
_one_at_a_time = Lock()
"""A photo of a phone takes up to 200 MB while it is decoded: several at once would take the whole machine."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean JPEG, its thumbnail, and its size in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def clean_picture(data: bytes) -> Picture:
    """Return the picture upright, at most LARGE pixels, without a word of metadata. Raises WrongType."""
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MOST_SCANS:
        raise WrongType
    with _one_at_a_time:
        try:
            return _picture(_upright(data))
        except MemoryError:
            raise  # our trouble and not the photo's: the phone tries again
        except Exception as error:  # decoders fed with anything raise anything; whatever it is, it is no photo
            raise WrongType from error


def _upright(data: bytes) -> Image.Image:
    """Decode, as small as the format allows, and turn it as the camera was held."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the library that makes PDFs switches it on for the whole process
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        if opened.format in ("PNG", "WEBP") and opened.width * opened.height > MOST_WHOLE:
            raise WrongType
        opened.draft("RGB", (LARGE, LARGE))  # a JPEG is decoded at a fraction of its size
        opened.thumbnail((LARGE, LARGE), reducing_gap=None)
        turned = ImageOps.exif_transpose(opened)
        return turned.convert("RGB")


def _picture(image: Image.Image) -> Picture:
    image.info.clear()  # or a comment would come along
    small = image.copy()
    small.thumbnail((SMALL, SMALL))
    return Picture(_jpeg(image, 82), _jpeg(small, 75), *image.size)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, progressive=False)
    return buffer.getvalue()
