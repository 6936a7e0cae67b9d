"""Who is signed in, and in which roles."""

from .actors import LAST_USE_PRECISION, actor_of_session, roles_of
from .installation import is_demo
from .looks import looks_at
from .people import demo_cast, names_of, person_by_email, person_by_handle, school_of
from .sign_in import codes_asked, newest_code, sessions_of
from .tokens import keyed, sha256

__all__ = [
    "LAST_USE_PRECISION",
    "actor_of_session",
    "codes_asked",
    "demo_cast",
    "is_demo",
    "keyed",
    "looks_at",
    "names_of",
    "newest_code",
    "person_by_email",
    "person_by_handle",
    "roles_of",
    "school_of",
    "sessions_of",
    "sha256",
]
