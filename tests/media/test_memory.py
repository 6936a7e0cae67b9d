"""What one photo costs the server: the most memory that a process of its own ever had."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

MOST_MEGABYTES = 250
MEASURE = """
import json, re, sys, time
from pathlib import Path
from logbook.media.services.picture import clean_picture
data = Path(sys.argv[1]).read_bytes()
started = time.perf_counter()
picture = clean_picture(data)
seconds = time.perf_counter() - started
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"seconds": seconds, "megabytes": peak, "size": [picture.width, picture.height]}))
"""


def _noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


@pytest.mark.parametrize(
    ("kind", "size", "options"),
    [
        ("JPEG", (4000, 3000), {"quality": 82}),
        ("JPEG", (4000, 3000), {"quality": 40, "progressive": True, "subsampling": 0}),
        ("JPEG", (5000, 5000), {"quality": 20, "progressive": True, "subsampling": 0}),
        ("WEBP", (3600, 2700), {"quality": 40, "method": 0}),
    ],
)
def test_a_photo_of_noise_stays_within_the_memory(
    tmp_path: Path, kind: str, size: tuple[int, int], options: dict[str, int]
) -> None:
    buffer = io.BytesIO()
    _noise(*size).save(buffer, kind, **options)
    (tmp_path / "photo").write_bytes(buffer.getvalue())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path / "photo")], capture_output=True, check=True, text=True
    )
    found = json.loads(done.stdout)
    assert found["megabytes"] <= MOST_MEGABYTES, found
    assert max(found["size"]) == 1600
