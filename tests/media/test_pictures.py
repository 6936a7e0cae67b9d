"""A photo made clean: upright, small, a plain JPEG, and nothing of what came with it."""

import io
import os
import random
from importlib import import_module

import pytest
from PIL import Image, ImageFile

from logbook.core.errors import WrongType
from logbook.media.services import picture
from logbook.media.services.picture import clean_picture
from tests.media.files import bomb, encoded, image, jpeg, opened


def _exif(**tags: object) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Cameramaker"
    exif[0x0112] = tags.get("orientation", 1)
    exif.get_ifd(0x8825)[2] = (51.0, 3.0, 0.0)  # latitude
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_format_becomes_a_plain_jpeg(kind: str) -> None:
    picture = clean_picture(encoded(image(640, 480), kind))
    large, small = opened(picture.large), opened(picture.small)
    assert (large.format, large.mode, large.size) == ("JPEG", "RGB", (640, 480))
    assert (small.format, small.size) == ("JPEG", (320, 240))
    assert (picture.width, picture.height) == (640, 480)
    assert "progressive" not in large.info


@pytest.mark.parametrize(("size", "becomes"), [((4000, 3000), (1600, 1200)), ((600, 3200), (300, 1600))])
def test_a_large_one_is_made_smaller(size: tuple[int, int], becomes: tuple[int, int]) -> None:
    assert opened(clean_picture(jpeg(*size)).large).size == becomes


def test_position_camera_comment_and_profile_are_gone() -> None:
    sent = jpeg(exif=_exif(), comment=b"SECRETWORD", icc_profile=b"SECRETPROFILE")
    assert opened(sent).getexif().get_ifd(0x8825) and b"SECRETWORD" in sent
    picture = clean_picture(sent)
    for data in (picture.large, picture.small):
        left = opened(data)
        assert not left.getexif() and set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"SECRET" not in data and b"Cameramaker" not in data and b"Exif" not in data


def test_words_in_a_png_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "SECRETWORD")
    assert b"SECRETWORD" not in clean_picture(encoded(image(), "PNG", pnginfo=words)).large


def test_it_is_turned_as_the_camera_was_held() -> None:
    upright = image(80, 40)
    upright.paste((200, 30, 30), (0, 0, 40, 40))
    picture = opened(clean_picture(encoded(upright, quality=95, exif=_exif(orientation=6))).large)
    assert picture.size == (40, 80)
    assert picture.getpixel((20, 20))[0] > 150 and picture.getpixel((20, 60))[0] < 150  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_ways_to_say_a_colour(mode: str) -> None:
    assert opened(clean_picture(encoded(image().convert(mode))).large).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "LA", "I;16"])
def test_pngs_of_all_kinds(mode: str) -> None:
    picture = Image.new("I;16", (64, 48)) if mode == "I;16" else image().convert(mode)
    assert opened(clean_picture(encoded(picture, "PNG")).large).mode == "RGB"


def test_a_page_glued_to_a_photo_is_gone() -> None:
    payload = b"<!doctype html><script>alert(1)</script>"
    for sent in (jpeg() + payload, jpeg(comment=payload), encoded(image(), "PNG") + payload):
        picture = clean_picture(sent)
        assert b"script" not in picture.large and b"script" not in picture.small


def test_several_pictures_in_one_file_become_the_first() -> None:
    buffer = io.BytesIO()
    image(64, 48).save(buffer, "MPO", save_all=True, append_images=[image(32, 24)])
    assert opened(clean_picture(buffer.getvalue()).large).size == (64, 48)
    moving = encoded(image(64, 48), "WEBP", save_all=True, append_images=[image(64, 48, (9, 9, 9))])
    assert opened(moving).n_frames == 2 and opened(clean_picture(moving).large).format == "JPEG"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "sent",
    [
        bomb(4_000, 3_000),  # no bomb yet, but decoded whole it takes more than a photo may
        bomb(12_000, 12_000),
        bomb(30_000, 1_000),
        bomb(60_000, 60_000),
        encoded(image(), "GIF"),
        encoded(image(), "TIFF"),
        encoded(image(), "BMP"),
        encoded(image(), "ICO"),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"\0\0\0\x1cftypheic\0\0\0\0mif1heic" + b"\0" * 64,
        b"\0\0\0\x1cftypavif\0\0\0\0mif1avif" + b"\0" * 64,
        b"%PDF-1.7\n",
        b"<html>",
        b"\xff\xd8\xff",
        jpeg(640, 480)[:-400],
        jpeg(640, 480)[:30],
        encoded(image(640, 480), "PNG")[:-40],
        encoded(image(640, 480), "WEBP")[:-40],
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_what_is_no_photo_is_refused(sent: bytes) -> None:
    with pytest.raises(WrongType):
        clean_picture(sent)


def test_a_cut_photo_is_refused_also_where_a_pdf_was_made_before() -> None:
    import_module("weasyprint.images")  # it lets the whole process read what was cut off
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    with pytest.raises(WrongType):
        clean_picture(jpeg(640, 480)[:-400])


def test_a_server_without_memory_refuses_no_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_data: bytes) -> Image.Image:
        raise MemoryError

    monkeypatch.setattr(picture, "_upright", full)
    with pytest.raises(MemoryError):
        clean_picture(jpeg())


def test_damaged_files_are_refused_or_clean_and_nothing_else() -> None:
    dice = random.Random(7)
    whole = [encoded(image(200, 150), kind) for kind in ("JPEG", "PNG", "WEBP")]
    for _ in range(300):
        sent = bytearray(dice.choice(whole))
        for _ in range(dice.randint(1, 6)):
            sent[dice.randrange(len(sent))] = dice.randrange(256)
        try:
            assert opened(clean_picture(bytes(sent)).large).mode == "RGB"
        except WrongType:
            continue


def test_the_same_photo_always_becomes_the_same_file() -> None:
    sent = encoded(Image.frombytes("RGB", (64, 64), os.urandom(64 * 64 * 3)))
    assert clean_picture(sent) == clean_picture(sent)
