"""Static files under `/static/<release>/`: joined, compressed and kept in memory, cacheable for good.

The release is the hash of every file's content, so that relative imports between modules stay valid and a changed file
has a new address.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, request

CSS_LAYERS = ("tokens", "base", "components", "pages")
JOINED = "app.css"
VIEWER = "css/viewer.css"  # comes with the first photo that is opened, also without a connection
_COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest+json")

# The reports of the school need a connection; neither a learner's nor a mentor's page asks for these.
ONLINE_ONLY = frozenset({"js/evidence.js", "js/grid.js", "js/print.js"})

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


class Assets:
    """The static files of one release."""

    def __init__(self, folder: Path, made: Mapping[str, bytes] | None = None) -> None:
        """Serve the files of `folder`, and beside them those that were `made` at the start."""
        self._folder, self._made = folder, dict(made or {})
        files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        self.paths = frozenset(files | self._made.keys())
        digest = hashlib.sha256()
        for path in sorted(self.paths):
            digest.update(path.encode() + b"\0" + self.content(path))
        self.release = digest.hexdigest()[:12]

    def url(self, path: str) -> str:
        """Return the address of a static file. Raises KeyError for one that is not there."""
        if path != JOINED and path not in self.paths:
            raise KeyError(path)
        return f"/static/{self.release}/{path}"

    def shell(self, language: str) -> list[str]:
        """Return the addresses of all that a phone needs to show a page in `language` without a connection."""
        pictures = {path for path in self.paths if path.endswith(".svg") and "/" not in path}
        modules = {path for path in self.paths if path.startswith("js/") and path.endswith(".js")} - ONLINE_ONLY
        spoken = {path for path in modules if not path.startswith("js/words-") or path == f"js/words-{language}.js"}
        return [self.url(path) for path in sorted({JOINED, VIEWER} | pictures | spoken)]

    def content(self, path: str) -> bytes:
        """Return the bytes of a file, the joined style sheet included. Raises KeyError for one that is not there."""
        if path == JOINED:
            return b"\n".join((self._folder / "css" / f"{layer}.css").read_bytes() for layer in CSS_LAYERS)
        if path not in self.paths:
            raise KeyError(path)
        return self._made.get(path) or (self._folder / path).read_bytes()


@lru_cache(maxsize=512)
def _encoded(assets: Assets, path: str, encoding: str) -> bytes:
    content = assets.content(path)
    if not encoding:
        return content
    return brotli.compress(content) if encoding == "br" else gzip.compress(content, 9, mtime=0)


def _encoding(kind: str) -> str:
    if not kind.startswith(_COMPRESSIBLE):
        return ""
    return next((name for name in ("br", "gzip") if request.accept_encodings[name]), "")


def blueprint(assets: Assets) -> Blueprint:
    """Return the blueprint that serves `assets`."""
    pages = Blueprint("assets", __name__)

    @pages.get("/static/<release>/<path:path>")
    def file(release: str, path: str) -> Response:
        """Serve a file of this release; an older release's page gets today's file, uncached."""
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        encoding = _encoding(kind)
        try:
            body = _encoded(assets, path, encoding)  # a failure is not kept: made-up names push nothing out
        except KeyError:
            abort(404)
        response = Response(body, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        current = release == assets.release
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-store"
        response.headers["Vary"] = "Accept-Encoding"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response

    return pages
