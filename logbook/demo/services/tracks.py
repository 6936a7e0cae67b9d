"""The courses of dual learning that the demo's classes follow."""

from logbook.sheets.models.vocabulary import LANGUAGES
from logbook.training.models import Track

from .ledger import Ledger

_NAMES = {
    "lassen_constructie_duaal": (
        "Lassen-constructie duaal",
        "Welding-Construction, dual",
        "Soudage-construction, duale",
    ),
    "lasser_monteerder_duaal": ("Lasser-monteerder duaal", "Welder-Fitter, dual", "Soudeur-monteur, duale"),
    "onderhoudsmechanica_duaal": ("Onderhoudsmechanica duaal", "Maintenance Mechanics, dual", "Mécanique, duale"),
}


def lay_tracks(ledger: Ledger) -> None:
    """Put the courses in the ledger: each has 20 hours a week at the workplace, which asks for an OAO."""
    for track_id, names in _NAMES.items():
        name = dict(zip(LANGUAGES, names, strict=True))
        ledger.put(Track, id=track_id, name=name, hours_per_week=20, agreement_kind="oao")
