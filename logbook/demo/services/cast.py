"""The demo school: two classes, ten workplaces, everyone invented and named so that nobody can doubt it."""

from .casting import TASK_SHEET, THEME_SHEET, Casting, Group, Learner, Site
from .patterns import (
    FAST,
    FIRST,
    GONE_QUIET,
    HASTY,
    LATE,
    OFTEN_ILL,
    OVER,
    PROMPT,
    RETURNED,
    SAME_DAY,
    SILENT,
    STEADY,
    STRONG,
    UNDER,
)

_WELDERS = (
    Site(
        "Staalwerk Fictief nv",
        ("Piet", "Proefpersoon"),
        FIRST,
        (
            Learner(("Lotte", "Voorbeeld"), STEADY, 16),
            Learner(("Milan", "Testaert"), UNDER, 17),
            Learner(("Aya", "Denkbeeldig"), FAST, 17),
        ),
    ),
    Site(
        "Constructie Verzonnen bv",
        ("Mia", "Modelmans"),
        PROMPT,
        (
            Learner(("Noah", "Zogezegd"), OVER, 17),
            Learner(("Yasmine", "Vandemo"), STEADY, 17),
            Learner(("Jef", "Stilstaander"), SILENT, 18),
        ),
    ),
    Site(
        "Lasatelier Denkbeeldig",
        ("Rachid", "Demoens"),
        SAME_DAY,
        (Learner(("Emma", "Proefdraaier"), STRONG, 18), Learner(("Dieter", "Herkansing"), RETURNED, 17)),
    ),
    Site(
        "Metaal Bijvoorbeeld nv",
        ("Griet", "Straksens"),
        GONE_QUIET,
        (Learner(("Sofia", "Wachtmans"), STEADY, 17), Learner(("Bram", "Geduldig"), OVER, 18)),
    ),
    Site(
        "Ketelbouw Zogenaamd bv",
        ("Johan", "Voorbeeldmans"),
        PROMPT,
        (Learner(("Ilias", "Ziekeman"), OFTEN_ILL, 17), Learner(("Nina", "Specimen"), FAST, 16)),
    ),
)
_FITTERS = (
    Site(
        "Hekwerk Proef bv",
        ("An", "Vlugmans"),
        HASTY,
        (
            Learner(("Arne", "Overmoed"), OVER, 19),
            Learner(("Fatima", "Testers"), STEADY, 18),
            Learner(("Kobe", "Zomaar"), STEADY, 19),
        ),
        track="lasser_monteerder_duaal",
    ),
    Site(
        "Machinebouw Voorbeeld nv",
        ("Wim", "Laatkomer"),
        LATE,
        (
            Learner(("Elif", "Bescheiden"), UNDER, 18),
            Learner(("Stan", "Probeersel"), RETURNED, 19),
            Learner(("Marie", "Modelleerling"), STRONG, 18),
        ),
        track="lasser_monteerder_duaal",
    ),
    Site(
        "Scheepswerf Nergens",
        ("Olga", "Fictiers"),
        PROMPT,
        (Learner(("Thijs", "Zwijger"), SILENT, 19), Learner(("Zoë", "Snelleman"), FAST, 18, (TASK_SHEET, THEME_SHEET))),
        track="lasser_monteerder_duaal",
    ),
    Site(
        "Onderhoud Demo bv",
        ("Luc", "Oefenaar"),
        PROMPT,
        (
            Learner(("Hamza", "Smeermans"), STEADY, 18, (THEME_SHEET,)),
            Learner(("Julie", "Vetnippel"), FAST, 18, (THEME_SHEET,)),
        ),
        hall="Werkplaats",
        track="onderhoudsmechanica_duaal",
    ),
    Site(
        "Opleidingscentrum Oefenhal",
        ("Carla", "Simuleers"),
        SAME_DAY,
        (Learner(("Robbe", "Nagebootst"), STEADY, 18), Learner(("Amira", "Halfweg"), OVER, 19)),
        hall="Lasstraat 2",
        simulated=True,
        track="lasser_monteerder_duaal",
    ),
)
DEMO = Casting(
    school="Technisch Instituut Proef",
    groups=(
        Group("6 Lassen-constructie duaal", ("Tess", "Toetsmans"), "1234", 20, _WELDERS),
        Group("7 Lasser-monteerder duaal", ("Theo", "Theorema"), "345", 23, _FITTERS),
    ),
    counsellor=("Cas", "Begeleyder"),
    coordinator=("Cleo", "Planmans"),
    supervisor=("Bob", "Werkbank"),
    company_coordinator=("Kim", "Kantoormans"),
    guardian=("Greet", "Voorbeeld"),
)
