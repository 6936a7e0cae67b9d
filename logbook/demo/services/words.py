"""What the demo's people write, in the words of the shop floor."""

from logbook.core.roles import Role

WELDING_TASKS = (
    "Beugel 4",
    "Steun A, 12 stuks",
    "Steun B, 8 stuks",
    "Voetplaten voor leuning",
    "Frame werkbank",
    "Hoekprofielen voor rek",
    "Consoles voor kabelgoot",
    "Trapboom links",
    "Trapboom rechts",
    "Ophangogen, 20 stuks",
    "Kader poort",
    "Proefplaten hoeklas PA",
    "Leuningstijlen, 6 stuks",
    "Onderstel transportkar",
    "Schetsplaten 10 mm",
    "Herstelling laadbak",
)
MAINTENANCE_TASKS = (
    "Smeerronde transportband 2",
    "Smeerronde persen",
    "Centrale smering bijvullen",
    "Smeernippels vervangen",
    "Lagers rollenbaan",
    "Oude smeermiddelen sorteren",
    "Smeerplan hal 3 nakijken",
    "Ketting hijstoestel",
)
NOTES = {
    "i_watched": ("Ik keek mee bij het hechten van de beugel.", "Ik keek mee bij het instellen van het toestel."),
    "first_then": ("Eerst hechten, daarna meten.", "Eerst een testlas, daarna het stuk."),
    "important_because": ("Het belangrijkste was proper maken, want anders komen er poriën.",),
    "not_clear": ("Ik snap nog niet hoe je de spanning kiest.", "Ik snap nog niet waar je best begint."),
    "i_did": ("Ik deed zes hoeklassen op de steunen.", "Ik deed de hechtlassen en de eerste laag."),
    "tip_i_got": (
        "De tip die hielp: trager en minder schuin.",
        "De tip die hielp: steun met twee handen.",
    ),
    "next_time": ("De volgende keer let ik op de massaklem.", "De volgende keer let ik op het einde van de las."),
    "alone": ("Dit lukte zonder hulp: instellen en hechten.", "Dit lukte zonder hulp: de hele reeks."),
    "hard_part": ("De hoek trok scheef. Ik hechtte aan de andere kant bij.",),
    "i_chose_because": ("Ik koos 135 omdat het een lange reeks is.", "Ik koos minder stroom omdat de plaat dun is."),
    "strong_and_work_point": ("Goed aan mijn werk is de regelmaat, nog te oefenen is de hervatting.",),
    "compared_with": ("Als ik dit naast vroeger leg, zie ik veel minder spatten.",),
    "i_change": ("Daarom verander ik mijn volgorde van hechten.",),
    "free": ("Van onder naar boven gaat het ook, maar dan met minder stroom.",),
}
STRONG_POINTS = (
    ("Werkt netjes en ruimt zelf op.", "Donderdag was de tafel leeg voor de bel ging."),
    ("Vraagt op tijd hulp.", "Stopte toen de plaat scheef trok en kwam eerst vragen."),
    ("Las is mooi regelmatig.", "De twaalf steunen lijken op elkaar, van de eerste tot de laatste."),
    ("Leest de tekening alleen.", "Zag zelf dat de maat van de console niet klopte."),
    ("Helpt een collega zonder dat iemand het vraagt.", "Hield de lange plaat mee vast bij de snijtafel."),
)
WORK_POINTS = (
    ("Kijk de las na voor je verder gaat.", "Bij Beugel 4 zat een porie die je had kunnen zien.", "surface_pores"),
    ("Maak de rand eerst braamvrij.", "Bij Steun A bleef een braam staan.", "removes_burrs"),
    ("Let op randinkarteling aan de bovenkant.", "Kader poort, de twee bovenste lassen.", "undercut"),
    ("Meet de keelhoogte met de lasmal.", "De a-maat was 3 in plaats van 4 bij de voetplaten.", "throat_thickness"),
    ("Haal de spatten weg voor je afgeeft.", "Het rek moest terug om te borstelen.", "spatter_free"),
)
COMMITMENTS = (
    (Role.LEARNER, "Elke las eerst zelf nakijken en aankruisen."),
    (Role.LEARNER, "Vijf hervattingen oefenen op reststukken."),
    (Role.LEARNER, "Bij ziekte bellen voor zeven uur."),
    (Role.MENTOR, "Samen het toestel instellen en uitleggen waarom."),
    (Role.MENTOR, "Een werkstuk met bovenhands lassen voorzien."),
    (Role.TEACHER, "In de les de lasmal herhalen."),
)
RETURN_REASONS = (
    "Welke las bedoel je? Zet er de taak bij.",
    "De porie op de derde steun staat er niet bij. Kijk nog eens.",
    "De uren kloppen niet met wat we afspraken.",
)
TEACHER_POINTS = (
    ("strong_point", "Werkt in het lasatelier al zelfstandig.", "Proefplaat hoeklas zonder hulp ingesteld."),
    ("work_point", "Leg uit waarom je een instelling kiest.", "Kon bij het bezoek de spanning niet verklaren."),
    ("note", "Gesprek op de werkvloer: het gaat goed, meer afwisseling gevraagd.", None),
)
