"""Pictures and sounds for tests, invented: noise, a grey bead, a tone."""

import hashlib
import io
import struct
import wave
import zlib
from typing import Any

from PIL import Image

from logbook.core.actor import Actor
from logbook.media.services import store_photo, store_spoken

GRAY = (120, 120, 120)


def sha(data: bytes) -> str:
    """Return the name of bytes."""
    return hashlib.sha256(data).hexdigest()


def image(width: int = 64, height: int = 48, color: tuple[int, ...] = GRAY, mode: str = "RGB") -> Image.Image:
    """Return a plain picture."""
    return Image.new(mode, (width, height), color)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file of some kind."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(width: int = 64, height: int = 48, color: tuple[int, ...] = GRAY, **options: Any) -> bytes:
    """Return a plain JPEG."""
    return encoded(image(width, height, color), **options)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that is small as a file and huge as a picture."""
    row = b"\0" + b"\0" * ((width + 7) // 8)
    packed = zlib.compressobj(9)
    lines = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", lines), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def wav(seconds: float = 0.1) -> bytes:
    """Return a silence."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * int(8000 * seconds))
    return buffer.getvalue()


def sent(actor: Actor, data: bytes | None = None) -> str:
    """Let somebody send a photo (or a sound) as a phone does, and return its name."""
    data = jpeg() if data is None else data
    store = store_spoken if data.startswith(b"RIFF") and b"WAVE" in data[:12] else store_photo
    store(actor, sha(data), data)
    return sha(data)


def opened(data: bytes) -> Image.Image:
    """Return a stored file as a picture, decoded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture
