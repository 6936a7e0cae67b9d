"""The courses of dual learning that a school begins with, as the brochures of the sector name them."""

from sqlalchemy import select

from logbook.core.events import append_event
from logbook.extensions import db
from logbook.training.models import Track

# id: Dutch, English, French, hours a week at the workplace where they are laid down. 20 hours or more ask for an OAO.
_COURSES: dict[str, tuple[str, str, str, int | None]] = {
    "lassen_constructie_duaal": (
        "Lassen-constructie duaal",
        "Welding-Construction, dual",
        "Soudage-construction, formation duale",
        20,
    ),
    "hoeknaadlasser_duaal": ("Hoeknaadlasser duaal", "Fillet Welder, dual", "Soudeur d'angle, formation duale", None),
    "lasser_monteerder_duaal": (
        "Lasser-monteerder duaal",
        "Welder-Fitter, dual",
        "Soudeur-monteur, formation duale",
        20,
    ),
    "pijpfitter_fabriceur_duaal": (
        "Pijpfitter-fabriceur duaal",
        "Pipe Fitter-Fabricator, dual",
        "Tuyauteur-fabricateur, formation duale",
        None,
    ),
    "elektromechanische_technieken_duaal": (
        "Elektromechanische technieken duaal",
        "Electromechanical Techniques, dual",
        "Techniques électromécaniques, formation duale",
        10,
    ),
    "onderhoudsmechanica_duaal": (
        "Onderhoudsmechanica duaal",
        "Maintenance Mechanics, dual",
        "Mécanique d'entretien, formation duale",
        20,
    ),
    "preventief_onderhoud_machines_en_installaties_duaal": (
        "Preventief onderhoud machines en installaties duaal",
        "Preventive Maintenance of Machines and Installations, dual",
        "Maintenance préventive de machines et d'installations, formation duale",
        None,
    ),
    "technieker_industriele_procesautomatisatie_duaal": (
        "Technieker industriële procesautomatisatie duaal",
        "Industrial Process Automation Technician, dual",
        "Technicien en automatisation de processus industriels, formation duale",
        None,
    ),
    "mechanische_vormgeving_duaal": (
        "Mechanische vormgeving duaal",
        "Mechanical Shaping, dual",
        "Façonnage mécanique, formation duale",
        20,
    ),
    "mechanische_vormgevingstechnieken_duaal": (
        "Mechanische vormgevingstechnieken duaal",
        "Mechanical Shaping Techniques, dual",
        "Techniques de façonnage mécanique, formation duale",
        14,
    ),
    "omsteller_verspaning_en_monteerder_afregelaar_duaal": (
        "Omsteller verspaning en monteerder-afregelaar duaal",
        "Machining Setter and Assembler-Adjuster, dual",
        "Régleur en usinage et monteur-régleur, formation duale",
        None,
    ),
}
OAO_HOURS = 20


def add_tracks() -> None:
    """Add the courses that the database does not have yet; those that are there stay as they are."""
    there = set(db.session.scalars(select(Track.id)))
    for track_id, (dutch, english, french, hours) in _COURSES.items():
        if track_id not in there:
            name = {"nl": dutch, "en": english, "fr": french}
            db.session.add(Track(id=track_id, name=name, hours_per_week=hours, agreement_kind=_agreement(hours)))
            append_event(None, "add_track", "track", track_id, new="added")


def _agreement(hours: int | None) -> str | None:
    if hours is None:
        return None
    return "oao" if hours >= OAO_HOURS else "sao"
