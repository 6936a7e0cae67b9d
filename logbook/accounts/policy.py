"""How long a sign-in lasts, what it takes, and which role comes first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from logbook.accounts.models import STRONG, Proof
from logbook.core.roles import EVERYONE, SCHOOL_STAFF, Role

CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
CODES_AT_ONCE = 5
CODES_WINDOW = timedelta(minutes=15)
PROOF_LASTS_UNUSED = timedelta(hours=12)
KEYS_AFTER_PROOF = timedelta(minutes=15)
"""How long after showing who one is one may change what one signs in with (ASVS 7.5.1)."""

ROLE_ORDER = (
    Role.LEARNER,
    Role.TEACHER,
    Role.COUNSELLOR,
    Role.COORDINATOR,
    Role.MENTOR,
    Role.SUPERVISOR,
    Role.COMPANY_COORDINATOR,
    Role.GUARDIAN,
)


def session_lifetime(role: Role) -> timedelta:
    """Return how long a sign-in lasts at most: 7 days for school staff, 60 for a learner's phone, else 30."""
    if role in SCHOOL_STAFF:
        return timedelta(days=7)
    return timedelta(days=60 if role is Role.LEARNER else 30)


def idle_limit(role: Role) -> timedelta:
    """Return after how long without use a sign-in ends: 8 hours for school staff, else the whole lifetime."""
    return timedelta(hours=8) if role in SCHOOL_STAFF else session_lifetime(role)


def needs_second(role: Role, school_asks: bool, proof: Proof) -> bool:
    """Return whether a sign-in still lacks the second thing that school staff must show where their school asks it."""
    return school_asks and role in SCHOOL_STAFF and proof not in STRONG


def must_prove_again(role: Role, proof: Proof, proved_at: datetime | None, unused: timedelta) -> bool:
    """Return whether a mentor's sign-in lay unused for over twelve hours since it was last shown who this is."""
    return role is Role.MENTOR and proof is not Proof.DEMO and (proved_at is None or unused > PROOF_LASTS_UNUSED)


_BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Return a device as people call it (`Chrome, Android`); what is no browser's line is returned as it is."""
    if not user_agent.startswith("Mozilla/"):
        return user_agent[:80]
    named = (next((name for mark, name in kind if mark in user_agent), "") for kind in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, named))


PAIRING_LIFETIME = timedelta(hours=48)
PHONE_IDLE = timedelta(days=60)
"""How long a paired phone lies unused before it has to be paired again."""
FIRST_PIN = timedelta(hours=1)
"""How long a phone that was just paired waits for its PIN."""
PIN_TRIES = 5
_SHARED_LIFETIME = timedelta(hours=12)
_ROWS = {"0123456789", "9876543210"}


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of a paired phone in one session; `opened_at` is its last use since the PIN."""

    device_id: UUID
    shared: bool
    has_pin: bool
    opened_at: datetime | None

    @property
    def minutes(self) -> int:
        """After how many minutes without use it closes."""
        return 5 if self.shared else 15

    def closed(self, moment: datetime) -> bool:
        """Return whether the PIN is asked for before anything is read."""
        last = self.opened_at
        return not self.has_pin or last is None or moment - last >= timedelta(minutes=self.minutes)


def phone_lifetime(shared: bool) -> timedelta:
    """Return how long a sign-in on a paired phone lasts after its PIN: half a day on one that learners share."""
    return _SHARED_LIFETIME if shared else PHONE_IDLE


def is_easy_pin(pin: str, born_on: date | None) -> bool:
    """Return whether anybody would try these six digits first: one digit, a row of digits, the day of birth."""
    born = {born_on.strftime(order) for order in ("%d%m%y", "%y%m%d", "%m%d%y")} if born_on else set()
    return len(set(pin)) == 1 or pin in born or any(pin in digits for digits in _ROWS)


INVITATION_LIFETIME = timedelta(days=14)
INVITATIONS_A_DAY = 3
"""How many invitations leave for one person in a day, whoever sends them."""
INVITED_BY_MAIL = EVERYONE - {Role.LEARNER}
"""A learner's phone is paired; everybody else gets a mail."""
