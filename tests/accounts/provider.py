"""A small OpenID provider, and a Smartschool beside it, in a process of their own: `python -m tests.accounts.provider`.

It has discovery, keys, codes that count once, PKCE and a user-info call. What it says wrongly is asked with `lie`.
"""

import json
import sys
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "logbook", "a secret of the tests"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
STRANGE = RSAKey.generate_key(2048, {"kid": "one"})


class Provider(BaseHTTPRequestHandler):
    """Answers for both providers. `PUT /person` says who signs in next, and how the answer is bent."""

    person: dict[str, Any] = {}
    codes: dict[str, dict[str, str]] = {}
    server: ThreadingHTTPServer

    @property
    def issuer(self) -> str:
        """The issuer, which is where it answers."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_PUT(self) -> None:
        """Take who signs in next."""
        Provider.person = json.loads(self._body())
        self._json({})

    def do_GET(self) -> None:
        """Tell of itself, send people back, tell who somebody is."""
        path, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        if self.person.get("lie") == "down":
            self.send_error(503)
        elif path == "/.well-known/openid-configuration":
            self._json(self._configuration())
        elif path == "/keys":
            self._json({"keys": [KEY.as_dict(private=False)]})
        elif path in ("/authorize", "/OAuth"):
            self._authorize(query)
        elif path == "/Api/V1/userinfo":
            self._json(self.person["info"] if self.headers["Authorization"] == "Bearer access" else {"error": "token"})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        """Give a token for a code, once."""
        form = dict(parse_qsl(self._body().decode()))
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET) or not _fits(asked, form):
            self._json({"error": "invalid_grant"}, 400)
        elif urlsplit(self.path).path == "/OAuth/index/token":
            self._json({"access_token": "access", "token_type": "Bearer"})
        else:
            self._json({"access_token": "access", "token_type": "Bearer", "id_token": self._id_token(asked)})

    def _configuration(self) -> dict[str, Any]:
        issuer = "https://other.example" if self.person.get("lie") == "discovery" else self.issuer
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": issuer, **{name: f"{self.issuer}/{path}" for name, path in ends.items()}}

    def _authorize(self, query: dict[str, str]) -> None:
        said = {"state": query["state"]} | self.person.get("answer", {})
        if "error" not in said:
            said["code"] = said.get("code") or f"code {len(self.codes)} {time.monotonic_ns()}"
            self.codes[said["code"]] = query
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(said)}")
        self.end_headers()

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(self.person["now"])
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= self.person.get("claims", {})
        match self.person.get("lie"):
            case "none":
                head, body = ({"alg": "none"}, claims)
                return (
                    ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (head, body))
                    + "."
                )
            case "shared":
                return jwt.encode({"alg": "HS256", "kid": "one"}, claims, OctKey.import_key(SECRET * 2))
            case "strange":
                return jwt.encode({"alg": "RS256", "kid": "one"}, claims, STRANGE)
            case "garbage":
                return "no.token.at.all"
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _json(self, value: Any, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _fits(asked: dict[str, str], form: dict[str, str]) -> bool:
    """Return whether who brings the code is who asked for it, and comes from where it was sent."""
    hashed = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
    return asked["code_challenge"] == hashed and asked["redirect_uri"] == form["redirect_uri"]


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
