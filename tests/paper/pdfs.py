"""Reading a PDF as a person and a screen reader would: its pages, its words, its tags."""

import re
import zlib


def inside(pdf: bytes) -> bytes:
    """Return a PDF with its packed parts unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(each) for each in packed if each[:1] == b"x")


def sheets_of(pdf: bytes) -> int:
    """Return how many sheets of paper a PDF is."""
    return len(re.findall(rb"/Type\s*/Page\b", inside(pdf)))


def is_tagged(pdf: bytes) -> bool:
    """Return whether it says what is a heading, a table, a figure, and carries its fonts."""
    return all(part in inside(pdf) for part in (b"/StructTreeRoot", b"/MarkInfo", b"/FontFile2"))
