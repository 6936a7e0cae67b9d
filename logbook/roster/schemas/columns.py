"""The columns of a roster, as schools write them, and the roles."""

from logbook.core.roles import Role

COLUMNS: dict[str, tuple[str, ...]] = {
    "role": ("rol", "functie", "rôle", "role", "fonction"),
    "given_name": ("voornaam", "prénom", "prenom", "first name", "given name", "givenname"),
    "family_name": (
        "naam",
        "familienaam",
        "achternaam",
        "nom",
        "nom de famille",
        "last name",
        "family name",
        "familyname",
    ),
    "source_id": ("nummer", "stamboeknummer", "intern nummer", "numéro", "numero", "number", "id", "sourcedid"),
    "email": ("e-mail", "email", "mail", "e-mailadres", "mailadres", "adresse e-mail", "e-mail address"),
    "born_on": ("geboortedatum", "geboren", "date de naissance", "birth date", "date of birth", "birthdate"),
    "class_name": ("klas", "klasgroep", "classe", "class"),
    "company": ("bedrijf", "onderneming", "firma", "entreprise", "company"),
    "learners": ("leerling", "leerlingen", "kind", "kinderen", "élève", "eleve", "élèves", "learner", "child"),
    "from_date": ("van", "vanaf", "begin", "startdatum", "de", "from", "start"),
    "until_date": ("tot", "tot en met", "einde", "einddatum", "jusqu'au", "until", "end"),
}
"""What each column may be called; the first name is the one that the example file and messages use."""
NEEDED = ("role", "given_name", "family_name")
ROLES: dict[Role, tuple[str, ...]] = {
    Role.LEARNER: ("leerling", "élève", "eleve", "learner", "student", "pupil"),
    Role.TEACHER: ("leerkracht", "leraar", "lerares", "enseignant", "enseignante", "teacher"),
    Role.COUNSELLOR: ("trajectbegeleider", "accompagnateur", "accompagnatrice", "counsellor"),
    Role.COORDINATOR: ("coördinator", "coordinator", "coordinateur", "coordinatrice"),
    Role.MENTOR: ("mentor", "tuteur", "tutrice"),
    Role.SUPERVISOR: ("begeleider", "werkplekbegeleider", "encadrant", "encadrante", "supervisor"),
    Role.COMPANY_COORDINATOR: (
        "bedrijfscoördinator",
        "bedrijfscoordinator",
        "coordinateur d'entreprise",
        "company coordinator",
    ),
    Role.GUARDIAN: ("ouder", "voogd", "parent", "guardian"),
}
"""What each role may be called; the first name is the one of the example file."""

FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}
ROLE_OF = {name: role for role, names in ROLES.items() for name in names}


def column_name(field: str) -> str:
    """Return what messages call a column."""
    return COLUMNS.get(field, (field,))[0]


def fields_of(header: list[str]) -> list[str | None]:
    """Return which field each column of a header is, None for what nobody asked for."""
    return [FIELD_OF.get(" ".join(name.casefold().split())) for name in header]
